using SupportCenter.Portal;
using SupportCenter.Portal.Commands;

return PortalCommands.IsCommand(args) ? await PortalCommands.RunAsync(args) : await PortalHost.RunAsync(args);
