namespace SupportCenter.Domain.Import;

/// <summary>A label ふりがな alone says not of whom: it belongs to the name beside it. Papers have it either before each name or behind
/// it.</summary>
internal static class NameReadings
{
    /// <summary>The fields in their order, each bare ふりがな as that of the business or of the contact.</summary>
    public static IReadOnlyList<ImportField> Resolved(IReadOnlyList<ImportField> fields)
    {
        var first = -1;
        for (var at = 0; at < fields.Count && first < 0; at++)
        {
            first = fields[at] == ImportField.NameReading ? at : -1;
        }

        if (first < 0)
        {
            return fields;
        }

        ImportField? At(int at) => at >= 0 && at < fields.Count ? Whose(fields[at]) : null;
        var isBefore = At(first - 1) is null && At(first + 1) is not null;
        return
        [
            .. fields.Select(
                (field, at) =>
                    field != ImportField.NameReading
                        ? field
                        : (isBefore ? At(at + 1) ?? At(at - 1) : At(at - 1) ?? At(at + 1)) ?? ImportField.BusinessNameReading
            ),
        ];
    }

    private static ImportField? Whose(ImportField field) =>
        field switch
        {
            ImportField.BusinessName or ImportField.BusinessAndContact => ImportField.BusinessNameReading,
            ImportField.ContactName => ImportField.ContactNameReading,
            _ => null,
        };
}
