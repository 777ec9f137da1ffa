using Microsoft.Playwright;

namespace SupportCenter.Tests.Browser;

/// <summary>An input method as the browser sees one: text that is being composed, keys that belong to it, text that is committed.</summary>
internal sealed class InputMethod(ICDPSession session)
{
    public static async Task<InputMethod> OfAsync(IPage page) => new(await page.Context.NewCDPSessionAsync(page));

    /// <summary>Shows <paramref name="text"/> in the focused field as being composed.</summary>
    public Task ComposeAsync(string text) =>
        session.SendAsync(
            "Input.imeSetComposition",
            new Dictionary<string, object>
            {
                ["text"] = text,
                ["selectionStart"] = text.Length,
                ["selectionEnd"] = text.Length,
            }
        );

    /// <summary>A key that the input method takes: the page sees it with the key code 229.</summary>
    public async Task PressAsync(string key)
    {
        foreach (var type in new[] { "rawKeyDown", "keyUp" })
        {
            await session.SendAsync(
                "Input.dispatchKeyEvent",
                new Dictionary<string, object>
                {
                    ["type"] = type,
                    ["key"] = key,
                    ["code"] = key,
                    ["windowsVirtualKeyCode"] = 229,
                }
            );
        }
    }

    /// <summary>Ends the composition with this text.</summary>
    public Task CommitAsync(string text) => session.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = text });
}
