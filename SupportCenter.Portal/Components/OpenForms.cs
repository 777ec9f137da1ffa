using SupportCenter.Domain.Drafts;

namespace SupportCenter.Portal.Components;

/// <summary>The forms that keep drafts and stand on a screen now, of all circuits: which of them has which draft. A draft has one screen at
/// a time; names of drafts are random, so that those of different people never meet.</summary>
public sealed class OpenForms
{
    private readonly Lock turn = new();
    private readonly List<OpenForm> forms = [];

    /// <summary>A form comes to a screen, with a new draft of its own.</summary>
    /// <param name="form">The name of the form.</param>
    /// <param name="connection">Its screen.</param>
    /// <param name="changed">Called on any thread when a draft of the same form changed hands: it must only note that.</param>
    public OpenForm Open(string form, ScreenConnection connection, Action changed)
    {
        var opened = new OpenForm(form, connection, changed);
        opened.ConnectionChanged = (_, _) => NotifyOthers(opened);
        connection.Changed += opened.ConnectionChanged;
        lock (turn)
        {
            forms.Add(opened);
        }

        return opened;
    }

    /// <summary>Whether a form on another screen that somebody looks at has the draft.</summary>
    public bool IsElsewhere(string draft, OpenForm except)
    {
        lock (turn)
        {
            return forms.Exists(form => form != except && form.Draft == draft && form.Connection.IsUp);
        }
    }

    /// <summary>The form goes on with the draft. False when another screen was quicker. A screen that nobody looks at loses it.</summary>
    public bool Take(OpenForm taker, string draft)
    {
        lock (turn)
        {
            if (forms.Exists(form => form != taker && form.Draft == draft && form.Connection.IsUp))
            {
                return false;
            }

            foreach (var form in forms.Where(form => form != taker && form.Draft == draft))
            {
                form.Detach();
            }

            taker.Draft = draft;
        }

        NotifyOthers(taker);
        return true;
    }

    /// <summary>A draft of the form is no more, or has left its screen.</summary>
    public void NotifyOthers(OpenForm changed)
    {
        List<OpenForm> others;
        lock (turn)
        {
            others = forms.FindAll(form => form != changed && form.Form == changed.Form);
        }

        others.ForEach(form => form.Changed());
    }

    /// <summary>The form leaves its screen; its draft can be taken up elsewhere.</summary>
    public void Close(OpenForm form)
    {
        form.Connection.Changed -= form.ConnectionChanged;
        lock (turn)
        {
            forms.Remove(form);
        }

        NotifyOthers(form);
    }
}

/// <summary>One form on one screen.</summary>
public sealed class OpenForm
{
    internal OpenForm(string form, ScreenConnection connection, Action changed)
    {
        (Form, Connection, Changed) = (form, connection, changed);
        Draft = NextName();
    }

    /// <summary>The name of the draft that the form writes.</summary>
    public string Draft { get; internal set; }

    /// <summary>Whether another screen has taken the draft over; then this form writes a new one.</summary>
    public bool IsDetached { get; private set; }

    internal string Form { get; }

    internal ScreenConnection Connection { get; }

    internal Action Changed { get; }

    /// <summary>What is called when its screen's connection falls or stands again.</summary>
    internal EventHandler? ConnectionChanged { get; set; }

    /// <summary>What is typed from now on is another draft.</summary>
    public void Renew() => (Draft, IsDetached) = (NextName(), false);

    internal void Detach() => (Draft, IsDetached) = (NextName(), true);

    private string NextName() => Domain.Drafts.Draft.NameOf(Form, Domain.Data.NewId.Create());
}
