using SupportCenter.Domain.Audit;
using SupportCenter.Domain.Data;

namespace SupportCenter.Domain.Reservations;

/// <summary>確認事項: a yes/no question that is put to every caller while it is valid. The next crisis changes rows, not code.</summary>
public sealed class ConfirmationQuestion : IAudited
{
    private ConfirmationQuestion() { }

    public ConfirmationQuestion(string text, int order, DateOnly validFrom, DateOnly? validTo = null)
    {
        Id = NewId.Create();
        (Text, Order, ValidFrom, ValidTo) = (text, order, validFrom, validTo);
    }

    public Guid Id { get; private set; }

    public string Text { get; private set; } = "";

    public int Order { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    /// <summary>The last day on which it is asked; null while no end is set.</summary>
    public DateOnly? ValidTo { get; private set; }

    public bool IsAskedOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);

    public void Revise(string text, int order, DateOnly validFrom, DateOnly? validTo) =>
        (Text, Order, ValidFrom, ValidTo) = (text, order, validFrom, validTo);
}

/// <summary>業種: a choice that is offered; free text is allowed beside it.</summary>
public sealed class Industry : IAudited
{
    private Industry() { }

    public Industry(string name, int order)
    {
        Id = NewId.Create();
        (Name, Order) = (name, order);
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public int Order { get; private set; }

    public bool IsOffered { get; private set; } = true;

    public void Revise(string name, int order, bool isOffered) => (Name, Order, IsOffered) = (name, order, isOffered);
}
