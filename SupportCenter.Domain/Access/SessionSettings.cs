using System.ComponentModel.DataAnnotations;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Access;

/// <summary>How long sessions live and what a sign-in must show (section <c>Sessions</c> of appsettings.json).</summary>
[SettingsSection("Sessions")]
public sealed class SessionSettings : IValidatableObject
{
    /// <summary>A session that nobody uses for so long has ended (ASVS 7.3.1).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "08:00:00")]
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long before that the page warns.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan Warning { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>A session ends so long after its start, used or not (ASVS 7.3.2): a working day.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "1.00:00:00")]
    public TimeSpan Absolute { get; set; } = TimeSpan.FromHours(10);

    /// <summary>So long after a sign-in it counts as fresh for <see cref="Permissions.RequiresFreshSignIn"/> (ASVS 7.5.3).</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan Fresh { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the provider has to say that more than a password was asked for (ASVS 6.3.3).</summary>
    public bool RequireMultiFactor { get; set; }

    /// <summary>How many screens (circuits) one person may have open at once.</summary>
    [Range(1, 1000)]
    public int ScreensPerPerson { get; set; } = 20;

    /// <summary>How many tries to sign in one address has in a minute (ASVS 2.4.1); a ward office has one address for all its
    /// desks.</summary>
    [Range(1, 100_000)]
    public int SignInsPerMinute { get; set; } = 30;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Warning >= Idle)
        {
            yield return new ValidationResult("Sessions:Warning must be shorter than Sessions:Idle.", [nameof(Warning)]);
        }

        if (Idle > Absolute)
        {
            yield return new ValidationResult("Sessions:Idle must not be longer than Sessions:Absolute.", [nameof(Idle)]);
        }
    }
}
