using System.Text.RegularExpressions;
using Callouts = Switchboard.Tests.Architecture.Samples.Callouts;
using Dialing = Switchboard.Tests.Architecture.Samples.Dialing;
using Telephony = Switchboard.Tests.Architecture.Samples.Telephony;
using Tickets = Switchboard.Tests.Architecture.Samples.Tickets;

namespace Switchboard.Tests.Architecture;

public sealed partial class DirectionsTests
{
    private const string Samples = "Switchboard.Tests.Architecture.Samples";

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
    [InlineData(typeof(Callouts.ByField))]
    [InlineData(typeof(Callouts.BySignature))]
    [InlineData(typeof(Callouts.ByBody))]
    [InlineData(typeof(Callouts.ByStaticField))]
    [InlineData(typeof(Callouts.ByLambda))]
    [InlineData(typeof(Callouts.ByIterator))]
    [InlineData(typeof(Callouts.ByAsync))]
    [InlineData(typeof(Callouts.ByAttribute))]
    [InlineData(typeof(Callouts.ByTypeOf))]
    [InlineData(typeof(Callouts.ByConstraint<>))]
    [InlineData(typeof(Telephony.UsesACapability))]
    [InlineData(typeof(Dialing.UsesTheConsole))]
    public void A_use_of_the_wrong_folder_is_found(Type type) =>
        Assert.NotEmpty(Directions.Violations(Application.WithNested(type), Samples));

    [Theory]
    [InlineData(typeof(Tickets.UsesShared))]
    [InlineData(typeof(Samples.Console.UsesEverything))]
    public void A_use_of_the_right_folder_is_fine(Type type) =>
        Assert.Empty(Directions.Violations(Application.WithNested(type), Samples));

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?<![\w.]|namespace\s+)(?:Switchboard\.)?(Callouts|Appointments|Dialing|Callbacks|Tickets|Console)(?=\s*[.;]\s*[A-Z]?)")]
    private static partial Regex FolderName();
}
