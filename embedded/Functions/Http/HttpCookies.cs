namespace Switchboard.Embedded.Functions.Http;

/// <summary>The cookies that a response sets.</summary>
public abstract class HttpCookies
{
    /// <summary>Sets a cookie for the browser's session.</summary>
    public abstract void Append(string name, string value);

    /// <summary>Sets a cookie.</summary>
    public abstract void Append(IHttpCookie cookie);

    /// <summary>A cookie to be filled; not supported with the ASP.NET Core integration, as on Azure.</summary>
    /// <exception cref="NotSupportedException">Always: use <see cref="HttpCookie"/>.</exception>
    public abstract IHttpCookie CreateNew();
}
