namespace SupportCenter.Domain.Data;

/// <summary>The civil time of the centre: Asia/Tokyo, which knows no summer time.</summary>
public static class CentreTime
{
    private static readonly TimeZoneInfo Tokyo = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo");

    /// <summary>Date and time in Tokyo of an instant in UTC.</summary>
    public static DateTime ToCivil(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Tokyo);

    /// <summary>The instant in UTC of a civil date and time in Tokyo.</summary>
    public static DateTime ToUtc(DateOnly date, TimeOnly at) => TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(at), Tokyo);

    /// <summary>Date and time in Tokyo now.</summary>
    public static DateTime Now(TimeProvider time) => ToCivil(time.GetUtcNow().UtcDateTime);

    /// <summary>Today's date in Tokyo.</summary>
    public static DateOnly Today(TimeProvider time) => DateOnly.FromDateTime(Now(time));
}
