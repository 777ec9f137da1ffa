using System.ComponentModel.DataAnnotations;
using System.Reflection;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Reservations;
using SupportCenter.Portal.Components;
using SupportCenter.Tests.Access;

namespace SupportCenter.Tests.Forms;

/// <summary>A text of which nothing can be seen is an empty text, in every text field of every form. The forms are found by reflection: a
/// new one is tested by being there.</summary>
public sealed class BlankTextTests
{
    private static readonly string[] Blanks =
    [
        "　",
        " \t\n",
        "\u200B\uFEFF",
        "\u3164",
        "\u115F\u1160\uFFA0",
        "\u2800\u2800",
        "\u180E",
        "\u00A0\u202E",
    ];

    /// <summary>Every class of either project that has a text with a rule of a form and can be made anew: what forms bind to.</summary>
    public static TheoryData<Type> Forms =>
        [
            .. new[] { typeof(ReservationDetails).Assembly, typeof(SaveForm).Assembly }
                .SelectMany(assembly => assembly.GetTypes())
                .Where(type => type is { IsClass: true, IsAbstract: false } && type.GetConstructor(Type.EmptyTypes) is not null)
                .Where(type => type.GetProperties().Any(IsTextOfForm)),
        ];

    [Fact]
    public void The_forms_of_the_portal_are_found() => Assert.True(Forms.Count >= 20, $"{Forms.Count}");

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_blank_text_is_missing_where_it_is_required_and_kept_as_none_elsewhere(Type form)
    {
        foreach (var (field, blank) in TextFields(form).SelectMany(field => Blanks.Select(blank => (field, blank))))
        {
            var details = Activator.CreateInstance(form)!;
            field.Write(details, blank);

            var broken = FormChecks.OfField(details, field.Name).ToList();
            Assert.True(field.IsRequired == broken.Exists(rule => rule.IsMissing), $"{form.Name}.{field.Name}");
            Assert.DoesNotContain(broken, rule => !rule.IsMissing);
            var kept = (string?)field.Read(Cleaned(details));
            Assert.True(kept is null or "", $"{form.Name}.{field.Name} keeps a text that nobody sees");
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_text_of_one_line_is_kept_in_one_line_and_one_of_several_with_its_breaks(Type form)
    {
        foreach (var field in TextFields(form).Where(field => field.Kind != FieldKind.Telephone))
        {
            var details = Activator.CreateInstance(form)!;
            field.Write(details, "\t例示\t製作\r\n所\0 ");

            Assert.Equal(field.IsMultiline ? "例示\t製作\n所" : "例示 製作 所", field.Read(Cleaned(details)));
        }
    }

    [Fact]
    public void Whether_a_typed_text_is_blank_is_asked_in_one_place()
    {
        // Settings are typed by administrators into files, cells of workbooks are read by the importer.
        string[] others =
        [
            "/Import/",
            "/Settings/",
            "/IdentityProvider/",
            "StorageOptions.cs",
            "BackupService.cs",
            "SignInSetup.cs",
            "PortalHost.cs",
            "DevelopmentGuard.cs",
            "AuditSetup.cs",
        ];
        Assert.DoesNotContain(
            ArchitectureTests
                .Sources()
                .Where(file => file.Text.Contains("IsNullOrWhiteSpace", StringComparison.Ordinal))
                .Select(file => file.Path.Replace('\\', '/')),
            path => !others.Any(other => path.Contains(other, StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_typed_text_is_trimmed_in_one_place()
    {
        // Text/ reads texts, Formats/ files, Exposure/ pages; a stack trace and a style sheet are not typed.
        string[] others = ["/Import/", "/Text/", "/Formats/", "/Exposure/", "FaultLog.cs", "PortalTheme.cs"];
        Assert.DoesNotContain(
            ArchitectureTests
                .Sources()
                .Where(file => file.Text.Contains(".Trim()", StringComparison.Ordinal))
                .Select(file => file.Path.Replace('\\', '/')),
            path => !others.Any(other => path.Contains(other, StringComparison.Ordinal))
        );
    }

    private static IEnumerable<FieldDescription> TextFields(Type form) =>
        form.GetProperties().Where(IsTextOfForm).Select(property => FieldDescription.Of(form, property.Name));

    private static bool IsTextOfForm(PropertyInfo property) =>
        property.PropertyType == typeof(string)
        && property.GetSetMethod() is not null
        && property.GetCustomAttribute<DisplayAttribute>() is not null
        && property.DeclaringType!.GetProperties().Any(one => one.GetCustomAttributes<ValidationAttribute>().Any());

    private static object Cleaned(object details) =>
        typeof(FormFields).GetMethod(nameof(FormFields.Cleaned))!.MakeGenericMethod(details.GetType()).Invoke(null, [details])!;
}
