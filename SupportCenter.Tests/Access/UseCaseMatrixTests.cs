using System.Reflection;
using SupportCenter.Domain;
using SupportCenter.Domain.Access;

namespace SupportCenter.Tests.Access;

/// <summary>Every use case × everybody who may ask, against the one table of permissions.</summary>
public sealed class UseCaseMatrixTests
{
    private static readonly IReadOnlyList<MethodInfo> Methods =
    [
        .. DomainServices
            .UseCases.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName),
    ];

    public static TheoryData<string> UseCases => [.. Methods.Select(NameOf).Distinct()];

    [Fact]
    [Asvs("8.2.1")]
    public void Every_use_case_says_which_permission_it_needs()
    {
        Assert.NotEmpty(Methods);
        Assert.Empty(Methods.Where(method => method.GetCustomAttribute<RequiresPermissionAttribute>() is null).Select(NameOf));
    }

    [Theory]
    [MemberData(nameof(UseCases))]
    [Asvs("8.3.1")]
    public async Task A_use_case_is_refused_to_exactly_those_whom_the_table_gives_no_reach(string useCase)
    {
        await using var portal = await TestPortal.StartAsync();
        foreach (var method in Methods.Where(method => NameOf(method) == useCase))
        {
            var needed = method.GetCustomAttribute<RequiresPermissionAttribute>()!.Permission;
            foreach (var (identity, reach) in Callers(portal, needed))
            {
                var refused = await CallAsync(portal.As(method.DeclaringType!, identity), method) as AccessRefusedException;
                var role = portal.Staff.FirstOrDefault(entry => entry.Value.Id == identity.StaffId).Key;
                var outcome = refused is null ? "let in" : "refused";
                Assert.True(
                    (refused is not null) == (reach == AccessScope.None),
                    $"{useCase} as {identity.Kind} {role}: {outcome}, {needed} says {reach}"
                );
                Assert.True(refused is null || refused.Permission == needed, $"{useCase} opened with {refused?.Permission}, not {needed}");
            }
        }
    }

    private static IEnumerable<(CallerIdentity Identity, AccessScope Scope)> Callers(TestPortal portal, Permission needed) =>
        portal
            .Staff.Select(entry => (portal.SignedIn(entry.Value), Permissions.For(entry.Key, needed)))
            .Append((CallerIdentity.Anyone, Permissions.ForAnyone(needed)))
            .Append((CallerIdentity.Console, Permissions.ForConsole(needed)));

    private static async Task<Exception?> CallAsync(object service, MethodInfo method)
    {
        try
        {
            var result = method.Invoke(service, [.. method.GetParameters().Select(parameter => DummyOf(parameter.ParameterType))]);
            if (result is Task task)
            {
                await task;
            }
            else if (result is ValueTask valueTask)
            {
                await valueTask;
            }

            return null;
        }
        catch (TargetInvocationException fault) when (fault.InnerException is not null)
        {
            return fault.InnerException;
        }
#pragma warning disable CA1031 // What a permitted call does with nonsense is other tests' concern; here only a refusal counts.
        catch (Exception fault)
        {
            return fault;
        }
#pragma warning restore CA1031
    }

    private static object? DummyOf(Type type)
    {
        if (type == typeof(string))
        {
            return "";
        }

        if (type == typeof(Stream))
        {
            return Stream.Null;
        }

        if (type.IsValueType)
        {
            return Activator.CreateInstance(type);
        }

        if (type.IsArray)
        {
            return Array.CreateInstance(type.GetElementType()!, 0);
        }

        if (type.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(type))
        {
            var parts = type.GetGenericArguments();
            return !type.IsInterface ? Activator.CreateInstance(type)
                : parts is [var key, var value] ? Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(key, value))
                : Activator.CreateInstance(typeof(List<>).MakeGenericType(parts[0]));
        }

        if (typeof(Delegate).IsAssignableFrom(type) || type.IsInterface)
        {
            return null;
        }

        var constructor = type.GetConstructors().OrderBy(candidate => candidate.GetParameters().Length).FirstOrDefault();
        return constructor?.Invoke([.. constructor.GetParameters().Select(parameter => DummyOf(parameter.ParameterType))]);
    }

    private static string NameOf(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
