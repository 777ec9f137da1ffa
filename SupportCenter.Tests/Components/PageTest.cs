using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Components;
using SupportCenter.Portal.Security;

namespace SupportCenter.Tests.Components;

/// <summary>Whole pages over all real services and a real database, as one member of staff, without a browser.</summary>
public abstract class PageTest : BunitContext, IAsyncLifetime
{
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    protected PageTest() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ja");

    protected TestPortal Portal { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Portal = await TestPortal.StartAsync();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSupportCenter(Portal.Database).AddSingleton<TimeProvider>(Portal.Time);
        Services.AddScoped<PortalCaller>().AddScoped<ICaller>(services => services.GetRequiredService<PortalCaller>());
        Services.AddScreen();
    }

    async Task IAsyncLifetime.DisposeAsync()
    {
        await base.DisposeAsync();
        await Portal.DisposeAsync();
    }

    /// <summary>Opens a page as the first person of a role.</summary>
    protected IRenderedComponent<T> Open<T>(Role role, Action<ComponentParameterCollectionBuilder<T>>? parameters = null)
        where T : IComponent
    {
        Services.GetRequiredService<PortalCaller>().Become(Portal.PrincipalOf(role), null);
        return Render(parameters ?? (_ => { }));
    }

    /// <summary>Types into a field and leaves it: found and changed in one go, so that no render comes between.</summary>
    protected static Task TypeAsync<T>(IRenderedComponent<T> page, string field, string text)
        where T : IComponent => page.InvokeAsync(() => page.Find(field).ChangeAsync(text));

    /// <summary>Presses the one button or link with these words.</summary>
    protected static Task PressAsync<T>(IRenderedComponent<T> page, string words)
        where T : IComponent =>
        page.InvokeAsync(() =>
            page.FindAll("button").Single(button => button.TextContent.Trim().StartsWith(words, StringComparison.Ordinal)).ClickAsync()
        );

    /// <summary>Sends the form (of a dialog, where one is open).</summary>
    protected static Task SendAsync<T>(IRenderedComponent<T> page, string form = "form")
        where T : IComponent => page.InvokeAsync(() => page.Find(form).SubmitAsync());

    /// <summary>What is wrong with a field is said as a sentence beside it, the field points to them, and what was typed is there
    /// still.</summary>
    protected static void AssertRefused<T>(IRenderedComponent<T> page, string field, string typed, string words)
        where T : IComponent
    {
        var input = page.Find(field);
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Contains($"{field.TrimStart('#')}-error", input.GetAttribute("aria-describedby"), StringComparison.Ordinal);
        Assert.Contains(words, page.Find($"{field}-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(typed, input.GetAttribute("value") ?? input.TextContent);
    }
}
