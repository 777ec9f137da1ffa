using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SupportCenter.Portal.Exposure;

/// <summary>The addresses of the same site that answers name: links, sources, forms, styles, the lines of robots.txt and
/// sitemap.xml.</summary>
/// <param name="target">The site.</param>
/// <param name="ownNames">Other names of it, as its sitemap may call it.</param>
internal sealed partial class PageLinks(ProbeTarget target, IReadOnlyCollection<string> ownNames)
{
    private readonly ConcurrentQueue<string> links = new();

    public IEnumerable<string> Take()
    {
        while (links.TryDequeue(out var link))
        {
            yield return link;
        }
    }

    /// <summary>Notes what an answer leads to; content that is no text leads nowhere.</summary>
    public void Collect(string address, HttpResponseMessage answer, byte[] body)
    {
        var kind = answer.Content.Headers.ContentType?.MediaType ?? "";
        if (
            !kind.StartsWith("text/", StringComparison.Ordinal)
                && !kind.EndsWith("xml", StringComparison.Ordinal)
                && !kind.EndsWith("json", StringComparison.Ordinal)
            || !Uri.TryCreate(target.Address, address, out var here)
        )
        {
            return;
        }

        foreach (Match link in Link().Matches(Encoding.UTF8.GetString(body)))
        {
            var named = WebUtility.HtmlDecode(link.Groups["link"].Value).Trim().TrimEnd('$', '*');
            if (
                Uri.TryCreate(here, named, out var there)
                && there.Scheme is "http" or "https"
                && (there.Authority == target.Address.Authority || there.Host == target.Host || ownNames.Contains(there.Host))
            )
            {
                links.Enqueue(there.PathAndQuery);
            }
        }
    }

    [GeneratedRegex(
        """(?im)(?:\b(?:href|src|action|data|srcset)\s*=\s*["'](?<link>[^"'#]+)|<loc>(?<link>[^<]+)|"""
            + """url\(\s*["']?(?<link>[^"')]+)|^(?:allow|disallow|sitemap):\s*(?<link>\S+)|"(?<link>/[a-z][^"\s]*)")""",
        RegexOptions.ExplicitCapture,
        60_000
    )]
    private static partial Regex Link();
}
