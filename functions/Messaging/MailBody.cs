using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Switchboard.Messaging;

/// <summary>A letter as mail: as plain text, and as HTML in which all that anybody wrote is text.</summary>
/// <param name="message">The message.</param>
/// <param name="link">Where there is more to read.</param>
internal sealed class MailBody(Message message, Uri? link)
{
    private static readonly string[] LineEnds = ["\r\n", "\n", "\r"];
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public string Text()
    {
        var text = new StringBuilder();
        foreach (var fact in message.FactList())
            text.Append(fact.Label).Append(": ").Append(fact.Value).Append('\n');
        text.Append('\n').Append(message.Body).Append('\n');
        if (link is not null)
            text.Append('\n').Append(link).Append('\n');
        return text.ToString();
    }

    public string Html()
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html><body>\n<table>\n");
        foreach (var fact in message.FactList())
        {
            html.Append("<tr><th align=\"left\">").Append(Escape(fact.Label))
                .Append("</th><td>").Append(Escape(fact.Value)).Append("</td></tr>\n");
        }

        html.Append("</table>\n<p>")
            .AppendJoin("<br>\n", message.Body.Split(LineEnds, StringSplitOptions.None).Select(Escape))
            .Append("</p>\n");
        if (link is not null)
        {
            var address = Escape(link.AbsoluteUri);
            html.Append("<p><a href=\"").Append(address).Append("\">").Append(address).Append("</a></p>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    private static string Escape(string text) => Encoder.Encode(text);
}
