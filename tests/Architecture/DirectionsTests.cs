using System.Text.RegularExpressions;
using CalloutsSample = Switchboard.Tests.Architecture.Samples.Callouts;
using DialingSample = Switchboard.Tests.Architecture.Samples.Dialing;
using TelephonySample = Switchboard.Tests.Architecture.Samples.Telephony;
using TicketsSample = Switchboard.Tests.Architecture.Samples.Tickets;

namespace Switchboard.Tests.Architecture;

public sealed partial class DirectionsTests
{
    private const string SamplesRoot = "Switchboard.Tests.Architecture.Samples";

    [Fact]
    public void Capabilities_use_what_they_share_and_never_each_other()
    {
        var violations = Directions.Violations(Application.Types, "Switchboard");

        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    [Fact]
    public void Every_folder_has_its_place()
    {
        var folders = Directory.GetDirectories(Repository.PathOf("functions"))
            .Select(Path.GetFileName).Except(["bin", "obj", ".data"]);

        Assert.All(folders, folder => Assert.True(Directions.IsKnown(folder!), $"{folder} has no place in Directions"));
    }

    [Fact]
    public void Types_are_in_the_namespace_of_their_folder()
    {
        var strays = from file in Repository.Files("functions", "*.cs")
                     let folder = file.Split('/') is [_, var first, _, ..] ? first : null
                     where folder is not null
                     from Match declared in Namespace().Matches(Repository.Read(file))
                     let name = declared.Groups[1].Value
                     where name != $"Switchboard.{folder}" && !name.StartsWith($"Switchboard.{folder}.")
                         && !(name == "Switchboard" && Directions.Shared.Contains(folder))
                     select $"{file} declares {name}";

        Assert.Empty(strays);
    }

    /// <summary>Constants and <c>nameof</c> leave no trace in compiled code, so the source is read as well.</summary>
    [Fact]
    public void Sources_name_no_folder_that_they_may_not_use()
    {
        var names = from file in Repository.Files("functions", "*.cs")
                    let folder = file.Split('/') is [_, var first, _, ..] ? first : ""
                    from Match name in FolderName().Matches(
                        SourceText.WithoutCommentsAndStrings(Repository.Read(file)))
                    let used = name.Groups[1].Value
                    where !Directions.Allows(folder, used)
                    select $"{file} names {used}";

        Assert.Empty(names);
    }

    [Theory]
    [InlineData(typeof(CalloutsSample.ByField))]
    [InlineData(typeof(CalloutsSample.BySignature))]
    [InlineData(typeof(CalloutsSample.ByBody))]
    [InlineData(typeof(CalloutsSample.ByStaticField))]
    [InlineData(typeof(CalloutsSample.ByLambda))]
    [InlineData(typeof(CalloutsSample.ByIterator))]
    [InlineData(typeof(CalloutsSample.ByAsync))]
    [InlineData(typeof(CalloutsSample.ByAttribute))]
    [InlineData(typeof(CalloutsSample.ByTypeOf))]
    [InlineData(typeof(CalloutsSample.ByConstraint<>))]
    [InlineData(typeof(TelephonySample.UsesACapability))]
    [InlineData(typeof(DialingSample.UsesTheConsole))]
    [InlineData(typeof(DialingSample.UsesAComposition))]
    public void A_use_of_the_wrong_folder_is_found(Type type) =>
        Assert.NotEmpty(Directions.Violations([.. Application.WithNested(type), typeof(Samples.Composition)], SamplesRoot));

    [Theory]
    [InlineData(typeof(TicketsSample.UsesShared))]
    [InlineData(typeof(Samples.Console.UsesEverything))]
    [InlineData(typeof(Samples.Composition))]
    [InlineData(typeof(DialingSample.UsesAWord))]
    public void A_use_of_the_right_folder_is_fine(Type type) =>
        Assert.Empty(Directions.Violations([.. Application.WithNested(type), typeof(Samples.Composition)], SamplesRoot));

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?<![\w.]|namespace\s+)(?:Switchboard\.)?(Callouts|Appointments|Dialing|Callbacks|Tickets|Console)(?=\s*[.;]\s*[A-Z]?)")]
    private static partial Regex FolderName();
}
