namespace SupportCenter.Portal.Exposure;

/// <summary>Addresses that people and their programs try, because somewhere they answer.</summary>
internal static class GuessedAddresses
{
    /// <summary>Folders: asked as a listing, with and without the slash, and for the files below in each.</summary>
    private static readonly string[] Folders =
    [
        "/", "/uploads", "/upload", "/files", "/file", "/data", "/documents", "/docs", "/download", "/downloads", "/export", "/exports", "/backup", "/backups", "/bak", "/old", "/tmp", "/temp",
        "/private", "/secret", "/admin", "/members", "/member", "/kankeisha", "/soudan", "/yoyaku", "/shared", "/share", "/storage", "/media", "/assets", "/static", "/images", "/img", "/wwwroot",
        "/keys", "/data/keys", "/keys/cookies", "/checkpoints", "/log", "/logs", "/public", "/content", "/App_Data", "/bin", "/obj", "/src", "/wp-content/uploads", "/cgi-bin",
    ];

    /// <summary>Files of this portal, and of the site of 2020: its list and its records as the notice and its appendices name them.</summary>
    private static readonly string[] Files =
    [
        "portal.db", "portal.db-wal", "portal.db-shm", "portal.gate", "supportcenter.db", "supportcenter.db-wal", "database.sqlite", "db.sqlite3", "portal.keys.json", "keys.json", "keys/portal.keys.json",
        "checkpoint.key.pem", "backup.zip", "backup.sql", "dump.sql", "data.zip", "site.tar.gz", "予約一覧.xlsx", "予約一覧.xls", "相談票.xlsx", "一覧データ.xlsx", "相談記録.xlsx", "別紙1.xlsx", "別紙2.xlsx", "利用事業者一覧.xlsx",
        "list.xlsx", "yoyaku.xlsx", "soudan.xlsx", "export.xlsx", "records.xlsx", "reservations.csv", "reservations.xlsx", "report.json", "001.xlsx", "1.xlsx", "index.html", "Thumbs.db", ".DS_Store",
    ];

    /// <summary>Files of the framework, its tools and its neighbours.</summary>
    private static readonly string[] Others =
    [
        "/.git/HEAD", "/.git/config", "/.git/index", "/.gitignore", "/.svn/entries", "/.hg/store", "/.env", "/.env.production", "/.htaccess", "/.htpasswd", "/.vscode/settings.json", "/.well-known/security.txt",
        "/.well-known/openid-configuration", "/appsettings.json", "/appsettings.Development.json", "/appsettings.Production.json", "/web.config", "/SupportCenter.Portal.dll", "/SupportCenter.Portal.pdb",
        "/SupportCenter.Portal.deps.json", "/SupportCenter.Portal.runtimeconfig.json", "/SupportCenter.Portal.staticwebassets.endpoints.json", "/SupportCenter.Portal.staticwebassets.runtime.json",
        "/swagger", "/swagger/index.html", "/swagger/v1/swagger.json", "/openapi.json", "/openapi/v1.json", "/api", "/api-docs", "/graphql", "/scalar", "/redoc", "/metrics", "/prometheus", "/actuator",
        "/actuator/env", "/actuator/heapdump", "/health", "/healthz/details", "/healthcheck", "/status", "/server-status", "/nginx_status", "/debug", "/debug/vars", "/debug/pprof", "/trace.axd", "/elmah.axd",
        "/elmah", "/hangfire", "/profiler", "/mini-profiler-resources/results", "/error", "/Error", "/errors", "/phpinfo.php", "/phpmyadmin", "/console", "/_blazor", "/_blazor/", "/_blazor/negotiate",
        "/_blazor/negotiate?negotiateVersion=1", "/_blazor/initializers", "/_blazor/disconnect", "/_framework/blazor.server.js", "/_framework/blazor.boot.json", "/_framework/debug", "/_vs/browserLink",
        "/_framework/aspnetcore-browser-refresh.js", "/_content", "/_content/", "/signin-oidc", "/humans.txt", "/crossdomain.xml", "/package.json", "/package-lock.json", "/README.md", "/Dockerfile",
        "/search?q=%E6%A0%AA%E5%BC%8F%E4%BC%9A%E7%A4%BE", "/?search=%E6%A0%AA%E5%BC%8F", "/sitemap.xml.gz", "/sitemap_index.xml", "/feed", "/rss", "/rss.xml", "/atom.xml",
    ];

    /// <summary>All of them, percent-encoded as they are sent.</summary>
    public static IEnumerable<string> All { get; } =
    [
        .. Folders, .. Folders.Where(folder => folder != "/").Select(folder => folder + "/"), .. Others,
        .. Folders.SelectMany(folder => Files.Select(file => $"{folder.TrimEnd('/')}/{string.Join('/', file.Split('/').Select(Uri.EscapeDataString))}")),
    ];
}
