using SupportCenter.Portal;
using SupportCenter.Portal.Commands;

return args is [var word, ..] && PortalCommands.Knows(word) ? await PortalCommands.RunAsync(args) : await PortalHost.RunAsync(args);
