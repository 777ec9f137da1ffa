using SupportCenter.Domain.Consultations;

namespace SupportCenter.Portal.Consultations;

/// <summary>A form that is being filled in, with the version that it began from: a draft that is taken up again later still knows what it
/// was written against, so that it cannot overwrite what others saved since.</summary>
public sealed class ConsultationEditing
{
    public ConsultationDetails Details { get; set; } = new();

    public Guid BaseVersion { get; set; }
}
