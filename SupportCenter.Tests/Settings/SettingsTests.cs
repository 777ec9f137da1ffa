using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using SupportCenter.Domain.Documents.Scanning;
using SupportCenter.Domain.Reservations;
using SupportCenter.Domain.Settings;
using SupportCenter.Portal;
using SupportCenter.Portal.Commands;
using SupportCenter.Portal.PublicSite;
using SupportCenter.Portal.Security;
using SupportCenter.Portal.Security.IdentityProvider;
using SupportCenter.Portal.Settings;

namespace SupportCenter.Tests.Settings;

/// <summary>A setting that does not do ends the program with one sentence and exit code 2, whichever it is.</summary>
public sealed class SettingsTests
{
    private static readonly string Folder = AppContext.BaseDirectory;
    private static readonly string SomeFile = typeof(SettingsTests).Assembly.Location;

    /// <summary>Every property of every class of settings, with every value that must not do.</summary>
    public static TheoryData<string, string> Wrong
    {
        get
        {
            var wrong = new TheoryData<string, string>();
            foreach (var type in PortalSettings.Sections)
            {
                foreach (var (setting, value) in WrongOf(type, type.GetCustomAttribute<SettingsSectionAttribute>()!.Name))
                {
                    wrong.Add(setting, value);
                }
            }

            return wrong;
        }
    }

    /// <summary>Settings that do each for themselves and not together.</summary>
    public static TheoryData<string[]> Unfitting =>
        [
            ["Sessions:Warning=00:20:00", "Sessions:Idle=00:15:00"],
            ["Sessions:Idle=02:00:00", "Sessions:Absolute=01:00:00"],
            ["Audit:Alarms:OfficeClosesAt=06:00"],
        ];

    [Fact]
    public void Every_class_of_settings_is_among_those_that_are_checked()
    {
        var found = new[] { typeof(PortalHost).Assembly, typeof(SettingsSectionAttribute).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false, IsNested: false } && IsNamedAsSettings(type.Name))
            .ToList();
        Assert.NotEmpty(found.Intersect(PortalSettings.Sections));
        var groups = PortalSettings
            .Sections.SelectMany(SettingsCheck.SettableOf)
            .Select(property => property.PropertyType)
            .Where(SettingsCheck.IsGroup);

        // The provider's settings are checked by rules of their own; what a person keeps of a list is no configuration.
        Type[] others = [typeof(IdentityProviderSettings), typeof(ReservationListSettings)];
        Assert.Empty(found.Except(PortalSettings.Sections).Except(groups).Except(others));
    }

    [Fact]
    public void The_settings_as_they_are_handed_over_do() =>
        PortalSettings.EnsureValid(
            new ConfigurationBuilder().AddJsonFile(Path.Combine(Folder, "appsettings.json")).Build(),
            AppContext.BaseDirectory
        );

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_setting_is_named_with_what_is_allowed_and_ends_the_start_with_code_2(string setting, string value)
    {
        var settings = new ConfigurationBuilder().AddCommandLine([$"--{setting}={value}"]).Build();
        var refused = Assert.Throws<InvalidSettingException>(() => PortalSettings.EnsureValid(settings, Folder));

        var name = setting.EndsWith(":0", StringComparison.Ordinal) ? setting[..^2] : setting;
        Assert.StartsWith(name, refused.Message, StringComparison.Ordinal);
        Assert.Contains("must", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
        Assert.Equal(2, await PortalHost.RunAsync([$"--{setting}={value}"]));
    }

    [Theory]
    [MemberData(nameof(Unfitting))]
    public void Settings_that_do_not_fit_each_other_are_refused(string[] settings)
    {
        var read = new ConfigurationBuilder().AddCommandLine([.. settings.Select(setting => "--" + setting)]).Build();
        var refused = Assert.Throws<InvalidSettingException>(() => PortalSettings.EnsureValid(read, Folder));
        var name = settings[0].Split('=')[0];
        Assert.StartsWith(name[..name.LastIndexOf(':')], refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import", ".")]
    [InlineData("seed")]
    [InlineData("verify-audit")]
    [InlineData("first-staff", "--role", "Supervisor", "--name", "見本", "--tenant", "a", "--object", "b")]
    [InlineData("check-exposure")]
    [InlineData("rotate-keys")]
    [InlineData("backup")]
    [InlineData("restore", "portal.db")]
    public async Task Every_command_ends_with_code_2_at_a_wrong_setting(params string[] command) =>
        Assert.Equal(2, await PortalCommands.RunAsync([.. command, "--Retention:BackupDays=0"]));

    [Fact]
    public async Task A_data_folder_that_cannot_be_made_ends_the_start_and_a_command_with_code_2()
    {
        var below = Path.Combine("/proc", "portal-data");
        Assert.Equal(2, await PortalHost.RunAsync(["--urls=http://127.0.0.1:0", $"--Storage:DataDirectory={below}"]));
        Assert.Equal(2, await PortalCommands.RunAsync(["seed", $"--Storage:DataDirectory={below}"]));
    }

    private static bool IsNamedAsSettings(string name) =>
        name.EndsWith("Options", StringComparison.Ordinal) || name.EndsWith("Settings", StringComparison.Ordinal);

    private static IEnumerable<(string, string)> WrongOf(Type type, string section) =>
        SettingsCheck
            .SettableOf(type)
            .SelectMany(property =>
            {
                var name = section.Length == 0 ? property.Name : $"{section}:{property.Name}";
                var wrong = WrongOf(property).Distinct().ToList();
                Assert.True(SettingsCheck.IsGroup(property.PropertyType) || wrong.Count > 0, $"No value is refused for {name}.");
                return SettingsCheck.IsGroup(property.PropertyType)
                    ? WrongOf(property.PropertyType, name)
                    : wrong.Select(value => (SettingsCheck.EntryOf(property.PropertyType) is null ? name : name + ":0", value));
            });

    private static IEnumerable<string> WrongOf(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return (type.IsValueType ? ["abc", "", "99:99"] : Array.Empty<string>())
            .Where(value => value.Length > 0 || Nullable.GetUnderlyingType(property.PropertyType) is null)
            .Concat(property.GetCustomAttributes<ValidationAttribute>().SelectMany(rule => WrongOf(rule, type)));
    }

    private static IEnumerable<string> WrongOf(ValidationAttribute rule, Type type) =>
        rule switch
        {
            RangeAttribute range when type == typeof(TimeSpan) =>
            [
                TimeSpan.Parse((string)range.Minimum, CultureInfo.InvariantCulture).Add(TimeSpan.FromSeconds(-1)).ToString(),
                TimeSpan.Parse((string)range.Maximum, CultureInfo.InvariantCulture).Add(TimeSpan.FromSeconds(1)).ToString(),
                "-1",
            ],
            RangeAttribute range => [Beside(range.Minimum, -1), Beside(range.Maximum, 1), "0.5"],
            RequiredAttribute => [""],
            StringLengthAttribute length => [new string('あ', length.MaximumLength + 1)],
            FolderPathAttribute => [SomeFile, Path.Combine(SomeFile, "below")],
            FilePathAttribute => [Folder, Path.Combine(SomeFile, "below")],
            WebAddressAttribute => ["ftp://example.jp/", "example.jp"],
            HostNamesAttribute => ["two words", "*", "example.jp:0", "*:70000"],
            IpAddressesAttribute => ["proxy.example", "10.9.8.256"],
            ClamdAddressAttribute => ["scanner", "scanner:port", ":3310", "scanner:0", "scanner:99999"],
            _ => throw new InvalidOperationException($"Nothing that {rule.GetType().Name} refuses is known here."),
        };

    private static string Beside(object bound, long step) =>
        (Convert.ToInt64(bound, CultureInfo.InvariantCulture) + step).ToString(CultureInfo.InvariantCulture);
}
