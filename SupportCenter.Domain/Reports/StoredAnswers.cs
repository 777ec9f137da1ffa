using System.Globalization;
using System.Text.Json;
using SupportCenter.Domain.Reservations;

namespace SupportCenter.Domain.Reports;

/// <summary>確認事項 as they stand in their column: a list as JSON.</summary>
internal static class StoredAnswers
{
    /// <summary>The piece of the column that holds an answer to a question.</summary>
    public static string PieceOf(Guid question, Answer answer) =>
        string.Create(CultureInfo.InvariantCulture, $"\"{question:D}\",\"{nameof(QuestionAnswer.Answer)}\":{(int)answer}");

    /// <summary>The answers of a column.</summary>
    public static IReadOnlyList<QuestionAnswer> Read(string column) => JsonSerializer.Deserialize<List<QuestionAnswer>>(column) ?? [];
}
