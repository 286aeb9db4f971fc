using Switchboard.Telephony;

namespace Switchboard.Tests.Telephony;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("+85510202101", "+85510202101")]
    [InlineData("85510202101", "+85510202101")]
    [InlineData(" 85510202101", "+85510202101")]
    [InlineData("+252 66-(2)-345-678", "+252662345678")]
    [InlineData("0044 20 7946 0123", "+442079460123")]
    [InlineData("+44 (0)20 7946 0123", "+442079460123")]
    [InlineData("+855 97 2345 678", "+855972345678")]
    [InlineData("tel:+85510202101", "+85510202101")]
    [InlineData("+39 06 698 83145", "+390669883145")]
    [InlineData("00855 10 202 101", "+85510202101")]
    [InlineData("+855.10.202.101", "+85510202101")]
    [InlineData("+44 20 7946 0000", "+442079460000")]
    [InlineData("+44 20.7946.0000", "+442079460000")]
    public void Whatever_people_write_becomes_e164(string written, string e164) =>
        Assert.Equal(e164, PhoneNumber.Normalize(written));

    [Theory]
    [InlineData("")]
    [InlineData("call me")]
    [InlineData("+12345")]
    [InlineData("252123456")]
    [InlineData("+855 97 2345 6789")]
    [InlineData("+999 1234 5678")]
    [InlineData("+85510202101 x12")]
    [InlineData("+85510202101 ext. 12")]
    [InlineData("tel:+49-30-1234567;ext=12")]
    [InlineData("+49 30 1234567 #12")]
    [InlineData("+49 30 1234567 ext 12#")]
    [InlineData("+٨٥٥١٠٢٠٢١٠١")]
    [InlineData("+1234567890123456")]
    [InlineData("85510202101.0")]
    [InlineData("+85510202101.00 ")]
    [InlineData("4.915112345678E+12")]
    [InlineData("8.1312345678e+10")]
    [InlineData("49151123e5")]
    public void What_cannot_be_a_number_is_none(string written) => Assert.Null(PhoneNumber.Normalize(written));
}
