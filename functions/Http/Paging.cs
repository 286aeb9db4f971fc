using System.Text.Json.Nodes;

namespace Switchboard.Http;

/// <summary>Which part of a list was asked for.</summary>
/// <param name="Page">The page, from 1.</param>
/// <param name="PerPage">How many items a page has, from 1 to <see cref="MaxPerPage"/>.</param>
public sealed record Paging(long Page, int PerPage)
{
    /// <summary>How many items a page has when nothing is said.</summary>
    public const int DefaultPerPage = 25;

    /// <summary>The most items a page may have; who asks for more gets this many.</summary>
    public const int MaxPerPage = 100;

    /// <summary>How many items come before the page; <see cref="long.MaxValue"/> when that is more than fits.</summary>
    public long Skip => (Page - 1) > long.MaxValue / PerPage ? long.MaxValue : (Page - 1) * PerPage;

    /// <summary>Reads <c>page</c> and <c>per_page</c>; what is no positive whole number counts as not said.</summary>
    public static Paging From(JsonObject parameters) => new(
        PositiveNumber.ParseAny(parameters.Text("page")) ?? 1,
        (int)Math.Min(PositiveNumber.ParseAny(parameters.Text("per_page")) ?? DefaultPerPage, MaxPerPage));

    /// <summary>The number of the last page of a list of <paramref name="total"/> items, at least 1.</summary>
    public long Last(long total) => Math.Max(1, total / PerPage + (total % PerPage > 0 ? 1 : 0));
}
