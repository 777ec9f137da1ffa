using System.Globalization;
using System.Reflection;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Portal;
using SupportCenter.Portal.Audit;

namespace SupportCenter.Tests.Audit;

/// <summary>An auditor reads words, not names of the code.</summary>
public sealed class AuditFormatterTests
{
    public static TheoryData<string> Languages => ["ja", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Everything_audited_and_each_of_its_fields_has_a_word(string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await using var portal = await TestPortal.StartAsync();
        await using var db = portal.Database.CreateContext();
        var audited = db.Model.GetEntityTypes().Where(type => typeof(IAudited).IsAssignableFrom(type.ClrType)).ToList();

        Assert.True(audited.Count > 15);
        Assert.DoesNotContain(audited.Select(type => type.ClrType.Name), name => AuditFormatter.SubjectWord(name) is null);
        Assert.DoesNotContain(NamesOfLists(), name => AuditFormatter.SubjectWord(name) is null);
        Assert.DoesNotContain(BackgroundWork(), name => AuditFormatter.SubjectWord(name) is null);
        Assert.Equal(
            "",
            string.Join(
                ' ',
                audited
                    .SelectMany(type =>
                        type.GetProperties()
                            .Where(property => property.PropertyInfo?.SetMethod is not null && !property.IsPrimaryKey())
                            .Select(property => property.Name)
                            .Concat(
                                type.GetComplexProperties()
                                    .SelectMany(details => details.ComplexType.GetProperties().Select(property => property.Name))
                            )
                    )
                    .Where(field => field != "Version" && AuditFieldFormatter.Word(field) is null)
                    .Distinct()
                    .Order(StringComparer.Ordinal)
            )
        );
        Assert.DoesNotContain(Enum.GetNames<SessionEnd>().Concat(Enum.GetNames<SignInRefusal>()), name =>
            AuditFieldFormatter.Word(name) is null
        );
    }

    [Fact]
    public void Fields_are_read_as_a_sentence_of_labels_and_numbers()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

        Assert.Equal("追加", AuditFieldFormatter.Of("+"));
        Assert.Equal("TEL、状態", AuditFieldFormatter.Of("Telephone,Status,Version"));
        Assert.Equal("継続 9、失効 1", AuditFieldFormatter.Of("confirmed=9,lapsed=1"));
        Assert.Equal("", AuditFieldFormatter.Of(""));
    }

    // A fault of background work is audited under the name of its class.
    private static IEnumerable<string> BackgroundWork() =>
        typeof(ResilientBackgroundService)
            .Assembly.GetTypes()
            .Where(type => type is { IsAbstract: false } && type.IsSubclassOf(typeof(ResilientBackgroundService)))
            .Select(type => type.Name);

    // What the services call a list of which several rows were shown at once.
    private static List<string> NamesOfLists() =>
        [
            .. typeof(AuditActs)
                .Assembly.GetTypes()
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.NonPublic))
                .Where(field => field is { IsLiteral: true, Name: "ListKind" })
                .Select(field => (string)field.GetRawConstantValue()!),
        ];
}
