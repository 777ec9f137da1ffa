namespace SupportCenter.Portal.Exposure;

/// <summary>One address that answers whoever has not signed in.</summary>
/// <param name="Pattern">The route as it is mapped.</param>
/// <param name="Why">The reason, shown to supervisors and auditors.</param>
/// <param name="Sparing">Tries to sign in are limited: the probe asks once, so that nobody waits because of it.</param>
internal sealed record PublicEntry(string Pattern, Func<string> Why, bool Sparing = false);

/// <summary>All that is public, and why: the one list. A new anonymous endpoint fails the tests until it is here, the probe raises an
/// alarm for whatever answers and is not here, and the page "what is public now" shows it.</summary>
internal static class PublicAllowList
{
    /// <summary>The routes that need no sign-in.</summary>
    public static IReadOnlyList<PublicEntry> Endpoints { get; } =
    [
        new(PortalUrls.PublicSchedule, () => ExposurePageTexts.WhySchedule),
        new(PortalUrls.About, () => ExposurePageTexts.WhyAbout),
        new(PortalUrls.Privacy, () => ExposurePageTexts.WhyPrivacy),
        new(PortalUrls.ScheduleJson, () => ExposurePageTexts.WhyOpenData),
        new(PortalUrls.ScheduleCsv, () => ExposurePageTexts.WhyOpenData),
        new(PortalUrls.ScheduleCalendar, () => ExposurePageTexts.WhyOpenData),
        new(PortalUrls.Robots, () => ExposurePageTexts.WhyRobots),
        new(PortalUrls.Sitemap, () => ExposurePageTexts.WhySitemap),
        new(PortalUrls.SignIn, () => ExposurePageTexts.WhySignIn),
        new(PortalUrls.SignInRefused, () => ExposurePageTexts.WhySignInRefused),
        new(PortalUrls.SignInWithEntra, () => ExposurePageTexts.WhySignInEntra, Sparing: true),
        new(Access.AccessEndpoints.DevelopmentSignIn, () => ExposurePageTexts.WhySignInDevelopment, Sparing: true),
        new("/signout-callback-oidc", () => ExposurePageTexts.WhySignedOut),
        new("/signout-oidc", () => ExposurePageTexts.WhySignedOutElsewhere, Sparing: true),
        new("/signin-oidc", () => ExposurePageTexts.WhySignInAnswer, Sparing: true),
        new(PortalUrls.SignOut, () => ExposurePageTexts.WhySignOut),
        new(PortalUrls.NotFound, () => ExposurePageTexts.WhyNotFound),
        new(PortalUrls.Language, () => ExposurePageTexts.WhyLanguage),
        new(PortalUrls.Health, () => ExposurePageTexts.WhyHealth),
    ];

    /// <summary>The kinds of static assets, by extension: nothing else is ever served as a file.</summary>
    public static IReadOnlyList<PublicEntry> Assets { get; } =
    [
        new("*.css", () => ExposurePageTexts.WhyStyles),
        new("*.js", () => ExposurePageTexts.WhyScript),
        new("*.map", () => ExposurePageTexts.WhyScript),
        new("*.woff2", () => ExposurePageTexts.WhyFont),
        new("*.ttf", () => ExposurePageTexts.WhyFont),
        new("*.svg", () => ExposurePageTexts.WhyPicture),
    ];

    /// <summary>The entry that a pattern or an extension is under.</summary>
    public static PublicEntry? Find(string pattern) =>
        Endpoints.Concat(Assets).FirstOrDefault(entry => entry.Pattern.Equals(pattern, StringComparison.OrdinalIgnoreCase));

    /// <summary>The entry for a file of that name, sent compressed or not.</summary>
    public static PublicEntry? ForAsset(string path)
    {
        var name =
            path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".br", StringComparison.OrdinalIgnoreCase)
                ? path[..^3]
                : path;
        return Assets.FirstOrDefault(entry => entry.Pattern[1..].Equals(Path.GetExtension(name), StringComparison.OrdinalIgnoreCase));
    }
}
