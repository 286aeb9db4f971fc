using System.Reflection;

namespace Switchboard.Tests.Surface;

public sealed class SurfaceTests
{
    [Fact]
    public void The_embedded_cloud_offers_nothing_that_the_real_packages_do_not_have()
    {
        var types = PublicSurface.TypesOf(Assembly.Load("Switchboard.Embedded")).ToList();

        Assert.NotEmpty(types);
        var violations = SurfaceContract.Embedded.Violations(types);
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    [Fact]
    public void The_lists_of_the_real_packages_are_all_there()
    {
        Assert.Equal(403, AzureApi.Real.TypeCount);
        Assert.Contains(
            "GetEntityIfExistsAsync<T>(String partitionKey, String rowKey, IEnumerable<String> select = default, "
            + "CancellationToken cancellationToken = default) : Task<NullableResponse<T>>",
            AzureApi.Real.MembersOf("Azure.Data.Tables.TableClient")!);
    }
}
