using MudBlazor;

namespace SupportCenter.Portal.Components.Theme;

/// <summary>
/// The look of the portal: colours of the Digital Agency's design system, BIZ UDPGothic, the spacing and sizes of a dense desk screen.
/// wwwroot/theme.css holds what this class gives, wwwroot/app.css repeats the colours as variables of its own: ThemeTests compares both.
/// </summary>
internal static class PortalTheme
{
    private static readonly string[] Typeface =
    [
        "BIZ UDPゴシック",
        "BIZ UDPGothic",
        "Beyond the basic plane",
        "Hiragino Sans",
        "Noto Sans JP",
        "sans-serif",
    ];

    /// <summary>Sea blue 900 of the palette: links, main actions, what is chosen.</summary>
    public const string Primary = "#0017c1";
    public const string PrimaryDark = "#00118f";
    public const string Ink = "#1a1a1a";
    public const string InkQuiet = "#4d4d4d";
    public const string Ground = "#ffffff";
    public const string GroundSoft = "#f5f6f8";
    public const string Line = "#cccccc";
    public const string LineStrong = "#666666";
    public const string Error = "#ce0000";
    public const string Warning = "#8a4a00";
    public const string Success = "#115a36";

    /// <summary>The theme; there is no dark one, whose colours fail the contrast that texts need.</summary>
    public static MudTheme Theme { get; } =
        new()
        {
            PaletteLight = Palette(),
            LayoutProperties = new LayoutProperties
            {
                DefaultBorderRadius = "8px",
                AppbarHeight = "56px",
                DrawerWidthLeft = "216px",
            },
            Typography = Text(),
        };

    /// <summary>The style sheet that MudThemeProvider would write into the page, where the policy of the page forbids it.</summary>
    public static string Css()
    {
#pragma warning disable BL0005 // The provider is never rendered: it only writes its style sheet.
        using var provider = new Provider { Theme = Theme };
#pragma warning restore BL0005
        var element = provider.Element();
        return element[(element.IndexOf('>', StringComparison.Ordinal) + 1)..element.LastIndexOf('<')].Trim() + "\n";
    }

    private static PaletteLight Palette() =>
        new()
        {
            Primary = Primary,
            PrimaryDarken = PrimaryDark,
            PrimaryLighten = "#264af4",
            PrimaryContrastText = Ground,
            Secondary = InkQuiet,
            SecondaryContrastText = Ground,
            Error = Error,
            Warning = Warning,
            Success = Success,
            Info = Primary,
            TextPrimary = Ink,
            TextSecondary = InkQuiet,
            TextDisabled = "#5c5c5c",
            ActionDefault = InkQuiet,
            ActionDisabled = "#5c5c5c",
            Background = Ground,
            Surface = Ground,
            AppbarBackground = Ground,
            AppbarText = Ink,
            DrawerBackground = GroundSoft,
            DrawerText = Ink,
            DrawerIcon = InkQuiet,
            LinesInputs = LineStrong,
            LinesDefault = Line,
            TableLines = Line,
            Divider = Line,
        };

    private static Typography Text()
    {
        var text = new Typography
        {
            Default = new DefaultTypography(),
            Button = new ButtonTypography { FontWeight = "700", TextTransform = "none" },
            Body2 = new Body2Typography { FontSize = ".9375rem" },
            Caption = new CaptionTypography { FontSize = ".875rem" },
            H1 = new H1Typography { FontSize = "1.5rem", FontWeight = "700" },
            H2 = new H2Typography { FontSize = "1.25rem", FontWeight = "700" },
            H3 = new H3Typography { FontSize = "1.0625rem", FontWeight = "700" },
        };
        BaseTypography[] all =
        [
            text.Default,
            text.Body1,
            text.Body2,
            text.Button,
            text.Caption,
            text.Subtitle1,
            text.Subtitle2,
            text.Overline,
            text.H1,
            text.H2,
            text.H3,
            text.H4,
            text.H5,
            text.H6,
        ];
        foreach (var one in all)
        {
            one.FontFamily = Typeface;
            one.LetterSpacing = "normal";
            one.LineHeight = one is H1Typography or H2Typography or H3Typography ? "1.4" : "1.6";
        }

        text.Default.FontSize = text.Body1.FontSize = text.Button.FontSize = "1rem";
        return text;
    }

    private sealed class Provider : MudThemeProvider, IDisposable
    {
        public string Element() => BuildTheme();

        public void Dispose() { }
    }
}
