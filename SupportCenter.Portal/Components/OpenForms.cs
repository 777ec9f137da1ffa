using SupportCenter.Domain.Drafts;

namespace SupportCenter.Portal.Components;

/// <summary>The forms that keep drafts and stand on a screen now, of all circuits: which of them has which draft. A draft has one screen at
/// a time; names of drafts are random, so that those of different people never meet.</summary>
public sealed class OpenForms
{
    private readonly Lock turn = new();
    private readonly List<OpenForm> forms = [];

    /// <summary>Registers a form that is shown, with a new draft of its own.</summary>
    /// <param name="form">The name of the form.</param>
    /// <param name="connection">Its screen.</param>
    /// <param name="changed">Called on any thread when another screen took, left or discarded a draft of the same form. It must return
    /// at once.</param>
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

    /// <summary>Calls the other open forms of the same name: a draft was discarded, or is on no screen any more.</summary>
    public void NotifyOthers(OpenForm changed)
    {
        List<OpenForm> others;
        lock (turn)
        {
            others = forms.FindAll(form => form != changed && form.Form == changed.Form);
        }

        others.ForEach(form => form.Changed());
    }

    /// <summary>Removes a form that is shown no more; another screen can take its draft.</summary>
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

    /// <summary>The handler of its screen's connection, to be removed with the form.</summary>
    internal EventHandler? ConnectionChanged { get; set; }

    /// <summary>What is typed from now on is another draft.</summary>
    public void Renew() => (Draft, IsDetached) = (NextName(), false);

    internal void Detach() => (Draft, IsDetached) = (NextName(), true);

    private string NextName() => Domain.Drafts.Draft.NameOf(Form, Domain.Data.NewId.Create());
}
