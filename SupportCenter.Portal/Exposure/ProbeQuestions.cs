using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Exposure;

/// <summary>Every question of a run. Made one by one as they are asked: no list of all is ever held.</summary>
/// <remarks>Ids of people's data are asked with GET only. Methods that would change something, if the address were open, are tried with the
/// canary's ids.</remarks>
internal sealed class ProbeQuestions(ProbeSurface surface, IReadOnlyList<Guid> ids, IReadOnlyList<Guid> ownIds)
{
    private static readonly string[] Methods = ["HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PROPFIND", "TRACE"];

    private static readonly (string Name, string Value)[] Headers =
    [
        ("Range", "bytes=0-99"),
        ("Range", "bytes=-1"),
        ("If-None-Match", "*"),
        ("If-None-Match", "\"0\""),
        ("If-Modified-Since", "Thu, 16 Jul 2020 02:30:00 GMT"),
        ("Accept-Encoding", "gzip"),
        ("Accept-Encoding", "br, deflate"),
        ("Accept", "application/json"),
        ("Accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("X-Forwarded-For", "127.0.0.1"),
        ("X-HTTP-Method-Override", "GET"),
        ("X-Original-URL", "/workspace"),
        ("Cookie", "portal-session=x; __Host-portal-session=x"),
        ("Authorization", "Basic YWRtaW46YWRtaW4="),
        ("Authorization", "Bearer x"),
        ("X-Requested-With", "XMLHttpRequest"),
        ("Upgrade", "websocket"),
    ];

    /// <summary>Addresses that stand for themselves: the routes without parameters, the files, what people guess. What they link to is
    /// asked as well.</summary>
    public IEnumerable<string> Plain() =>
        surface
            .Patterns.Where(pattern => !pattern.Contains('{', StringComparison.Ordinal))
            .Concat(surface.Assets)
            .Concat(GuessedAddresses.All)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Every route that names a row, with every id.</summary>
    public IEnumerable<ProbeRequest> Rows() =>
        from pattern in WithRow()
        from id in ids
        select ProbeRequest.Get(Filled(pattern, id.ToShort()));

    /// <summary>The same routes and the plain ones, in every odd way.</summary>
    public IEnumerable<ProbeRequest> Odd()
    {
        var own = from pattern in WithRow() from id in ownIds select Filled(pattern, id.ToShort());
        var guid = from pattern in WithRow() from id in ownIds select Filled(pattern, id.ToString("D"));
        var routes = surface.Patterns.Where(pattern =>
            !pattern.Contains('{', StringComparison.Ordinal) && PublicAllowList.Find(pattern)?.Sparing != true
        );
        foreach (
            var address in own.Concat(routes)
                .Concat(["/_blazor", "/_blazor/negotiate", "/data/portal.db", "/.git/HEAD", "/uploads/", "/files/"])
                .Distinct(StringComparer.Ordinal)
        )
        {
            foreach (
                var request in Spellings(address)
                    .Select(ProbeRequest.Get)
                    .Concat(Methods.Select(method => new ProbeRequest(method, address)))
                    .Concat(Headers.Select(header => new ProbeRequest("GET", address, header.Name, header.Value)))
                    .Append(new ProbeRequest("POST", address, "X-HTTP-Method-Override", "GET"))
            )
            {
                yield return request;
            }
        }

        foreach (var address in guid)
        {
            yield return ProbeRequest.Get(address);
        }
    }

    private IEnumerable<string> WithRow() => surface.Patterns.Where(pattern => pattern.Contains('{', StringComparison.Ordinal));

    /// <summary>A route with a value in place of each of its parameters.</summary>
    private static string Filled(string pattern, string value)
    {
        var text = new System.Text.StringBuilder();
        var depth = 0;
        foreach (var sign in pattern)
        {
            if (sign == '{' && depth++ == 0)
            {
                text.Append(value);
            }

            if (depth == 0)
            {
                text.Append(sign);
            }

            depth -= sign == '}' ? 1 : 0;
        }

        return text.ToString();
    }

    /// <summary>Spellings by which a server, or what is before it, may take an address for another one.</summary>
    private static IEnumerable<string> Spellings(string address)
    {
        var last = address.LastIndexOf('/');
        var (head, tail) = (address[..(last + 1)], address[(last + 1)..]);
        var first = tail.Length > 0 ? $"%{(int)tail[0]:X2}{tail[1..]}" : "";
        return
        [
            address + "/",
            address + ".",
            address + ";",
            address + ";.css",
            address + "/a.css",
            address + "/1/a.css",
            address + ".css",
            address + "%2ecss",
            address + "%00",
            address + "%00.css",
            address + "%20",
            address + "%0a.css",
            address + "?.css",
            address + "?a=/a.css",
            address + "%3f.css",
            address + "%23.css",
            address + "~",
            address + ".bak",
            address + ".old",
            address + "::$DATA",
            address + "/..;/",
            address + "/%2e%2e/",
            address + "/*",
            address.ToUpperInvariant(),
            "/" + address,
            "/." + address,
            "/;" + address,
            "/a/.." + address,
            "/a/%2e%2e" + address,
            "/a/%252e%252e" + address,
            "/%2e%2e" + address,
            "/..%2f.." + address,
            "/%c0%ae%c0%ae" + address,
            "/signin/.." + address,
            "/signin/..;" + address,
            "/fonts/..%2f.." + address,
            "/app.css/.." + address,
            "/app.css/..%5c.." + address,
            address.Replace('/', '\\').Insert(0, "/"),
            head + first,
            head + first.Replace("%", "%25", StringComparison.Ordinal),
            address.Replace("/", "%2f", StringComparison.Ordinal).Insert(0, "/"),
            address.Replace("/", "//", StringComparison.Ordinal),
        ];
    }
}
