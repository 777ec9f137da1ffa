using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Hosting.StaticWebAssets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.StaticAssets;
using SupportCenter.Domain;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Domain.Demo;
using SupportCenter.Domain.Settings;
using SupportCenter.Portal.Access;
using SupportCenter.Portal.Administration;
using SupportCenter.Portal.Audit;
using SupportCenter.Portal.Backups;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Documents;
using SupportCenter.Portal.Exposure;
using SupportCenter.Portal.Incidents;
using SupportCenter.Portal.Keys;
using SupportCenter.Portal.Oversight;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Reports;
using SupportCenter.Portal.Retention;
using SupportCenter.Portal.Search;
using SupportCenter.Portal.Security;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Portal;

/// <summary>Puts the portal together and serves it.</summary>
internal static partial class PortalHost
{
    private const string DefaultAddress = "http://localhost:5080";

    /// <summary>Serves until it is told to stop. Gives the exit code: 2 when a setting does not allow a start, 1 when something else
    /// does not.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = await BuildAsync(args);
            await app.RunAsync();
            return 0;
        }
        catch (InvalidSettingException fault)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return InvalidSettingException.ExitCode;
        }
        catch (Exception fault) when (fault is InvalidOperationException or InvalidDataException or IOException or RuleException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return 1;
        }
    }

    /// <summary>Settings as the portal reads them: appsettings.json at the top of the repository (or beside the published program),
    /// then environment variables, then the command line. All are checked.</summary>
    /// <exception cref="InvalidSettingException">A setting is out of its range or of the wrong type.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var named = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT")
            ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                ApplicationName = typeof(PortalHost).Assembly.GetName().Name,
                ContentRootPath =
                    !published && File.Exists("appsettings.json") ? Directory.GetCurrentDirectory() : AppContext.BaseDirectory,
                // What is run from its source tree is being developed; what was published is not.
                EnvironmentName = named ?? (published ? Environments.Production : Environments.Development),
            }
        );
        if (!published)
        {
            StaticWebAssetsLoader.UseStaticWebAssets(builder.Environment, builder.Configuration);
        }

        PortalSettings.EnsureValid(builder.Configuration, builder.Environment.ContentRootPath);
        return builder;
    }

    /// <summary>Where the settings say that data lies, as a full path.</summary>
    public static StorageOptions StorageOf(WebApplicationBuilder builder)
    {
        var storage = PortalSettings.Read<StorageOptions>(builder.Configuration);
        storage.DataDirectory = Path.GetFullPath(storage.DataDirectory, builder.Environment.ContentRootPath);
        storage.BackupDirectory = string.IsNullOrWhiteSpace(storage.BackupDirectory)
            ? null
            : Path.GetFullPath(storage.BackupDirectory, builder.Environment.ContentRootPath);
        return storage;
    }

    /// <summary>Puts the portal together without starting it.</summary>
    /// <param name="args">The command line.</param>
    /// <exception cref="InvalidOperationException">The configuration does not allow a start.</exception>
    internal static async Task<WebApplication> BuildAsync(string[] args)
    {
        var builder = CreateBuilder(args);
        var storage = StorageOf(builder);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            // Whoever may send more says so on the endpoint.
            server.Limits.MaxRequestBodySize = ScreenLimits.MostRequestBytes;
        });
        SignInSetup.EnsureWayIn(builder);
        DevelopmentGuard.EnsureLoopback(builder);
        PrivateFolder.Ensure(storage.DataDirectory, "portal.db");
        // The database is opened, and made at first start, while the host is put together: half a second less to wait.
        var opening = Task.Run(() => OpenAsync(storage, AuditSetup.OptionsOf(builder), builder.Environment.IsDevelopment()));
        builder.AddSignIn(storage.DataDirectory);
        builder.Services.AddSupportCenter(_ => opening.GetAwaiter().GetResult());
        builder.Services.AddSettings<CentreOptions>(builder.Configuration);
        builder.Services.AddSettings<PublicSiteOptions>(builder.Configuration);
        builder
            .Services.AddRazorComponents()
            .AddInteractiveServerComponents(circuits => circuits.DetailedErrors = false)
            .AddCircuitHubFilter();
        builder.Services.AddScreen();
        builder.Services.AddPublicSite();
        builder.Services.AddExports();
        builder.Services.AddDocuments(builder.Configuration);
        builder.Services.AddRetention(builder.Configuration);
        builder.Services.AddIncidents(builder.Configuration);
        builder.Services.AddOversight(builder.Configuration);
        builder.Services.AddBackups(builder.Configuration);
        builder.Services.AddHostedService<CheckpointHostedService>();
        builder.Services.AddHostedService<AccessReviewHostedService>();
        builder.Services.AddHostedService<ReportHostedService>();
        builder.AddExposure();
        builder.Services.AddHostedService<ReencryptionHostedService>();
        RedactingLoggerFactory.Use(builder.Services);
        var app = builder.Build();
        if (!builder.Configuration.AsEnumerable().Any(setting => setting.Value is not null && IsAddress(setting.Key)))
        {
            app.Urls.Add(DefaultAddress);
        }

        UsePipeline(app);
        MapEndpoints(app);
        await DevelopmentGuard.EnsureDemoAsync(app.Environment, await opening);
        Started(app.Logger, PortalDatabase.SqliteVersion);
        if ((await opening).UnreadableValues is > 0 and var unreadable)
        {
            Unreadable(app.Logger, unreadable);
        }

        return app;
    }

    private static async Task<PortalDatabase> OpenAsync(StorageOptions storage, AuditOptions audit, bool withDemo)
    {
        var database = await PortalDatabase.OpenAsync(storage, audit);
        await database.FillCatalogueAsync(TimeProvider.System);
        if (withDemo)
        {
            await database.FillWithDemoAsync(TimeProvider.System);
        }

        return database;
    }

    private static bool IsAddress(string setting) =>
        setting.Equals("urls", StringComparison.OrdinalIgnoreCase)
        || setting.Equals("http_ports", StringComparison.OrdinalIgnoreCase)
        || setting.Equals("https_ports", StringComparison.OrdinalIgnoreCase)
        || setting.StartsWith("Kestrel:Endpoints:", StringComparison.OrdinalIgnoreCase);

    private static void UsePipeline(WebApplication app)
    {
        // The host would put an authentication of its own before all of this, because ours is in a branch: answers of the provider
        // would
        // be read before their number is limited and before a proxy is believed, and sessions looked up for styles.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseSecurityHeaders();
        app.UseExceptionHandler(FaultEndpoint.Handle);
        app.UseStatusCodePagesWithReExecute(PortalUrls.NotFound);
        app.Use(
            (context, next) =>
            {
                // The page of what is missing is for reading: a form that was refused would be sent on to it, and refused there for
                // another reason.
                context.Features.GetRequiredFeature<IStatusCodePagesFeature>().Enabled =
                    HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
                return next(context);
            }
        );
        app.UseRouting();
        app.UsePublicSite();
        app.UseRequestLocalization(options =>
        {
            options
                .SetDefaultCulture("ja")
                .AddSupportedCultures("ja", "en")
                .AddSupportedUICultures("ja", "en")
                .RequestCultureProviders.RemoveAt(2);
            options.RequestCultureProviders.Insert(0, new PublicSiteSetup.AddressLanguage());
            options.RequestCultureProviders.OfType<CookieRequestCultureProvider>().Single().CookieName = CookieNames.Of(
                "portal-language",
                app.Environment.IsDevelopment()
            );
        });
        app.UseOriginCheck();
        app.UseRateLimiter();
        // Styles, typefaces and the public site are everybody's: no session is looked up for them.
        app.UseWhen(
            context => context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null && !context.IsPublicSite(),
            signedIn => signedIn.UseAuthentication()
        );
        app.UseCaller();
        app.UseAuthorization();
        app.UseScreenLimit();
        app.UseAntiforgery();
    }

    private static void MapEndpoints(WebApplication app)
    {
        IEndpointConventionBuilder assets = app.MapStaticAssets().AllowAnonymous().WithMetadata(new PublicAttribute());
        assets.Finally(SecurityHeaders.KeepTypefaces);
        app.MapPublicSite();
        var open = app.MapGroup("");
        open.MapAccess(app.Environment, app.Configuration);
        ((IEndpointConventionBuilder)open).Finally(HeadAnswers.AnswerHead);
        app.MapReports();
        app.MapExports();
        app.MapDocuments();
        app.MapDrafts();
        app.MapHelpKey();
        var pages = app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(server =>
            {
                server.ContentSecurityFrameAncestorsPolicy = null;
                // Compression costs a third of the processor time of a page turn and a quarter of a megabyte a circuit, and the network
                // is the
                // office's own. Nor can the length of an answer tell what is in it.
                server.DisableWebSocketCompression = true;
            });
        pages.Add(SignInSetup.CloseOnExpiration);
        pages.Finally(HeadAnswers.AnswerHead);
        pages.Finally(OriginCheck.RequireSameOrigin);
        pages.Finally(ScreenLimits.AllowMessages);
        pages.Finally(SessionUse.ExceptLines);
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Count} stored values could not be opened while the database was brought up to date; a key rotation names their rows"
    )]
    private static partial void Unreadable(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "SupportCenter starts; SQLite {Version}")]
    private static partial void Started(ILogger logger, string version);
}
