using System.Globalization;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using SupportCenter.Domain.Forms;
using SupportCenter.Domain.Text;

namespace SupportCenter.Portal.Components;

/// <summary>One field of a form, for the property that <see cref="For"/> names.</summary>
public sealed partial class Field<TValue>
{
    /// <summary>The most answers that are shown as boxes; more become a list to choose from.</summary>
    private const int MostBoxes = 6;

    private FieldDescription description = default!;
    private EditContext? context;
    private FormState form = new();
    private ValidationMessageStore? readingErrors;
    private FieldIdentifier shown;
    private string id = "";
    private string? typed;
    private object? typedFor;
    private bool left;
    private ElementReference input;

    /// <summary>The property, as <c>() => details.BusinessName</c>.</summary>
    [Parameter, EditorRequired]
    public Expression<Func<TValue>> For { get; set; } = default!;

    /// <summary>A label other than the property's own.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>A help text other than the property's own.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Answers that are offered while typing; others may be typed too.</summary>
    [Parameter]
    public IEnumerable<string>? Options { get; set; }

    /// <summary>The words beside a date; without it 令和2年7月16日(木).</summary>
    [Parameter]
    public Func<DateOnly, string> DateFormat { get; set; } = ScreenDate.Long;

    /// <summary>Called after a new value was stored in the model.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    /// <summary>Milliseconds of rest after which half-typed text is sent, where 1500 is too late (a search while typing).</summary>
    [Parameter]
    public int? QuietMs { get; set; }

    /// <summary>Lines of a text of several lines.</summary>
    [Parameter]
    public int Rows { get; set; } = 4;

    /// <summary>Few answers, too, are a list to choose from: of a question that is seldom asked.</summary>
    [Parameter]
    public bool AsList { get; set; }

    /// <summary>Further classes, such as <c>wide</c> for a whole row of the grid.</summary>
    [Parameter]
    public string? Class { get; set; }

    /// <summary>Shown, but not to be changed.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Takes the focus when it first appears.</summary>
    [Parameter]
    public bool Focus { get; set; }

    /// <summary>Anything else for the input itself, such as <c>data-shortcut</c> or a <c>role</c>.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [CascadingParameter]
    private EditContext? Form { get; set; }

    private object? Value => description.Read(shown.Model);

    private string? HelpText => Hint ?? description.Hint;

    private bool IsBoxes => description.Kind == FieldKind.AnyOf || (!AsList && Choices.Of(description.ValueType).Count <= MostBoxes);

    private bool IsShort => description.Kind is FieldKind.Number or FieldKind.Time;

    private bool IsUnread => readingErrors?[shown].Any() == true;

    private string? Invalid => Errors.Any() ? "true" : null;

    private string? Required => description.IsRequired ? "true" : null;

    private string CssClass => $"field {Class} {(Errors.Any() ? "invalid" : null)}".TrimEnd();

    // MudBlazor's box around the browser's own input: its text fields lose or erase what is typed (docs/decisions/0060-mudblazor.md).
    private string BoxClass =>
        $"mud-input mud-input-outlined {(Errors.Any() ? "mud-input-error" : null)} {(Disabled ? "mud-disabled" : null)}";

    private string InputType =>
        description.Kind switch
        {
            FieldKind.Telephone => "tel",
            FieldKind.Email => "email",
            _ => "text",
        };

    private string? InputMode => description.Kind is FieldKind.Number or FieldKind.Time ? "numeric" : null;

    // A field that is being typed in for the first time is not scolded: errors appear once it was left, or saving was tried.
    private IEnumerable<string> Errors =>
        context is null || !(left || form.Submitted) ? []
        : IsUnread ? readingErrors![shown]
        : context.GetValidationMessages(shown).Distinct(StringComparer.Ordinal);

    private string? ErrorId => Errors.Any() ? $"{id}-error" : null;

    private string? DescribedBy =>
        string.Join(
            ' ',
            new[]
            {
                HelpText is null ? null : $"{id}-hint",
                Reading is null ? null : $"{id}-reading",
                Remaining is null ? null : $"{id}-remaining",
                ErrorId,
            }.OfType<string>()
        )
            is { Length: > 0 } ids
            ? ids
            : null;

    private int? Remaining => description.MaxLength is { } most && Text.Length > most * 9 / 10 ? most - Text.Length : null;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var asked = FieldIdentifier.Create(For);
        if (!asked.Equals(shown) || context != Form)
        {
            Attach(asked);
        }

        if (form.Restored.Remove(id, out var restored))
        {
            left = true;
            await AcceptText(restored);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Focus && input.Context is not null)
        {
            await input.FocusAsync();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (context is not null)
        {
            context.OnValidationStateChanged -= Redraw;
        }

        readingErrors?.Clear();
        form.Release(id);
    }

    private void Attach(FieldIdentifier asked)
    {
        Dispose();
        shown = asked;
        description = FieldDescription.Of(shown.Model.GetType(), shown.FieldName);
        context = Form;
        form = context is null ? new FormState() : FormState.Of(context);
        id = form.Register(shown);
        typed = null;
        readingErrors = context is null ? null : new ValidationMessageStore(context);
        if (context is not null)
        {
            context.OnValidationStateChanged += Redraw;
        }
    }

    private RenderFragment Caption =>
        builder =>
        {
            builder.AddContent(0, Label ?? description.Label);
            if (description.IsRequired)
            {
                builder.OpenElement(1, "span");
                builder.AddAttribute(2, "class", "required-mark");
                builder.AddContent(3, ComponentTexts.Required);
                builder.CloseElement();
            }
        };

    private Task Accept(object? value)
    {
        description.Write(shown.Model, value);
        typedFor = Value;
        context?.NotifyFieldChanged(shown);
        return Changed.InvokeAsync();
    }

    private Task AcceptTick(bool value) => Accept(value);

    private Task AcceptChoice(Enum? value) => Accept(value);

    private void Leave() => left = true;

    private void Redraw(object? sender, ValidationStateChangedEventArgs changed) => StateHasChanged();
}
