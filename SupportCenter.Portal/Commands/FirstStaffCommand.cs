using System.CommandLine;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;
using SupportCenter.Domain.Data;

namespace SupportCenter.Portal.Commands;

/// <summary><c>-- first-staff --role Supervisor --name … --tenant … --object …</c>: lets the first people into a new portal.</summary>
internal static class FirstStaffCommand
{
    private static readonly Option<Role> Role = new("--role") { Description = FirstStaffTexts.Role, Required = true };
    private static readonly Option<string> Name = new("--name") { Description = FirstStaffTexts.Name, Required = true };
    private static readonly Option<string> Tenant = new("--tenant") { Description = FirstStaffTexts.Tenant, Required = true };
    private static readonly Option<string> Object = new("--object") { Description = FirstStaffTexts.Object, Required = true };

    /// <summary>Runs the command and gives its exit code.</summary>
    public static Task<int> RunAsync(string[] args)
    {
        var (settings, own) = CommandSettings.Split(args);
        var command = new RootCommand(FirstStaffTexts.Description) { Role, Name, Tenant, Object };
        command.SetAction(
            (parsed, ct) =>
                AddAsync(parsed.GetValue(Role), parsed.GetValue(Name)!, parsed.GetValue(Tenant)!, parsed.GetValue(Object)!, settings, ct)
        );
        return command.Parse(own).InvokeAsync(PortalCommands.Invocation);
    }

    private static async Task<int> AddAsync(Role role, string name, string tenant, string person, string[] settings, CancellationToken ct)
    {
        try
        {
            using var database = await CommandSettings.OpenAsync(PortalHost.CreateBuilder(settings), ct);
            await using var services = SystemServices.Of(database, TimeProvider.System);
            await using var scope = services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<FirstStaffService>().AddAsync(role, name, tenant, person, ct);
            Console.WriteLine(FirstStaffTexts.Done);
            return 0;
        }
        catch (Exception refused) when (refused is RuleException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }
}
