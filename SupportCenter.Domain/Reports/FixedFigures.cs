using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using SupportCenter.Domain.Consultations;

namespace SupportCenter.Domain.Reports;

/// <summary>The figures of a month as text, and back. The same figures give the same text. What follows from counts (percentages) is not
/// in it.</summary>
public static class FixedFigures
{
    private static readonly JsonSerializerOptions Spelling = new()
    {
        IgnoreReadOnlyProperties = true,
        Converters = { new JsonStringEnumConverter(), new PeriodSpelling(), new CategorySpelling() },
    };

    /// <summary>The figures as JSON.</summary>
    public static string Write(PeriodReport report) => JsonSerializer.Serialize(report, Spelling);

    /// <summary>The figures that were written.</summary>
    /// <exception cref="JsonException">It is not what <see cref="Write"/> writes.</exception>
    public static PeriodReport Read(string figures) =>
        JsonSerializer.Deserialize<PeriodReport>(figures, Spelling) ?? throw new JsonException("There are no figures.");

    /// <summary>SHA-256 of the text in UTF-8.</summary>
    public static byte[] HashOf(string figures) => SHA256.HashData(Encoding.UTF8.GetBytes(figures));

    private sealed class PeriodSpelling : JsonConverter<StatisticsPeriod>
    {
        public override StatisticsPeriod Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var days = JsonSerializer.Deserialize<Days>(ref reader, options)!;
            return days.Kind == PeriodKind.Range
                ? StatisticsPeriod.Between(days.From, days.To)
                : StatisticsPeriod.Holding(days.Kind, days.From);
        }

        public override void Write(Utf8JsonWriter writer, StatisticsPeriod value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, new Days(value.Kind, value.From, value.To), options);

        private sealed record Days(PeriodKind Kind, DateOnly From, DateOnly To);
    }

    /// <summary>The key of a row: a text as it was typed, or an object of one property that is named after the type.</summary>
    private sealed class CategorySpelling : JsonConverter<object>
    {
        private static readonly Dictionary<string, Type> Types = new[]
        {
            typeof(Text.Ward),
            typeof(EmployeeClass),
            typeof(VisitClass),
            typeof(ClientCategory),
            typeof(SalesDecline),
            typeof(Topics),
            typeof(Troubles),
            typeof(Issuer),
            typeof(Reservations.Answer),
            typeof(CountedMeasure),
            typeof(NotHeldReason),
        }.ToDictionary(type => type.Name);

        public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(object);

        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                return reader.GetString();
            }

            var (name, value) = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(ref reader, options)!.Single();
            return value.Deserialize(Types[name], options);
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            if (value is string text)
            {
                writer.WriteStringValue(text);
                return;
            }

            writer.WriteStartObject();
            writer.WritePropertyName(value.GetType().Name);
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
            writer.WriteEndObject();
        }
    }
}
