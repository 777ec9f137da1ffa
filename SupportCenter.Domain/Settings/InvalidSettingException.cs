namespace SupportCenter.Domain.Settings;

/// <summary>A setting does not allow the portal or a command to start. The message is one sentence a setting: its name and what is allowed,
/// never the value, which may be a secret in the wrong place. It ends the program with exit code 2.</summary>
public sealed class InvalidSettingException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>The program's exit code.</summary>
    public const int ExitCode = 2;
}
