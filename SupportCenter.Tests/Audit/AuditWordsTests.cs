using System.Globalization;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;
using SupportCenter.Portal.Audit;

namespace SupportCenter.Tests.Audit;

/// <summary>An auditor reads words, not names of the code.</summary>
public sealed class AuditWordsTests
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
        Assert.DoesNotContain(audited.Select(type => type.ClrType.Name), name => AuditWords.SubjectWord(name) is null);
        Assert.Equal("", string.Join(' ', audited
            .SelectMany(type => type.GetProperties().Where(property => property.PropertyInfo?.SetMethod is not null && !property.IsPrimaryKey()).Select(property => property.Name)
                .Concat(type.GetComplexProperties().SelectMany(details => details.ComplexType.GetProperties().Select(property => property.Name))))
            .Where(field => field != "Version" && AuditFieldWords.Word(field) is null).Distinct().Order(StringComparer.Ordinal)));
        Assert.DoesNotContain(Enum.GetNames<SessionEnd>().Concat(Enum.GetNames<SignInRefusal>()), name => AuditFieldWords.Word(name) is null);
    }

    [Fact]
    public void Fields_are_read_as_a_sentence_of_labels_and_numbers()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

        Assert.Equal("追加", AuditFieldWords.Of("+"));
        Assert.Equal("TEL、状態", AuditFieldWords.Of("Telephone,Status,Version"));
        Assert.Equal("継続 9、失効 1", AuditFieldWords.Of("confirmed=9,lapsed=1"));
        Assert.Equal("", AuditFieldWords.Of(""));
    }
}
