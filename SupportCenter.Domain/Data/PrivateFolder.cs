using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;
using SupportCenter.Domain.Settings;

namespace SupportCenter.Domain.Data;

/// <summary>Folders and files that belong to the account that the portal runs under and to nobody else, from their first byte.</summary>
public static class PrivateFolder
{
    private const UnixFileMode OwnersFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfOthers =
        UnixFileMode.GroupRead
        | UnixFileMode.GroupWrite
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherWrite
        | UnixFileMode.OtherExecute;

    /// <summary>Makes the folder, or takes from others what rights they have in it and in the files that lie in it.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="own">A file or folder that only the portal makes: a folder that others can enter, has something in it and lacks that is
    /// somebody else's, and is left alone.</param>
    /// <param name="setting">The setting that says where, for the message.</param>
    /// <exception cref="InvalidDataException">It is somebody else's or everybody's place.</exception>
    /// <exception cref="InvalidSettingException">It cannot be made there, or its rights cannot be changed.</exception>
    public static DirectoryInfo Ensure(string path, string own, string setting = "Storage:DataDirectory")
    {
        var folder = new DirectoryInfo(path);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                EnsureOnWindows(folder);
            }
            else if (!folder.Exists)
            {
                return Directory.CreateDirectory(path, OwnersFolder);
            }
            else
            {
                Tighten(folder, own);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{setting} must lie where the portal may make folders and files: {fault.Message}", fault);
        }

        return folder;
    }

    /// <summary>How to open a file that is made with its owner's rights only.</summary>
    internal static FileStreamOptions OptionsFor(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.ReadWrite,
            Share = share,
            BufferSize = 1,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnersFile;
        }

        return options;
    }

    [UnsupportedOSPlatform("windows")]
    private static void Tighten(DirectoryInfo folder, string own)
    {
        if ((folder.UnixFileMode & OfOthers) != UnixFileMode.None)
        {
            var isShared = (folder.UnixFileMode & UnixFileMode.StickyBit) != UnixFileMode.None || folder.Parent is null;
            if (isShared || (folder.EnumerateFileSystemInfos().Any() && !Path.Exists(Path.Combine(folder.FullName, own))))
            {
                throw new InvalidDataException($"The folder {folder.FullName} is not the portal's alone: name one of its own.");
            }

            folder.UnixFileMode = OwnersFolder;
        }

        foreach (var file in folder.EnumerateFiles().Where(file => (file.UnixFileMode & OfOthers) != UnixFileMode.None))
        {
            file.UnixFileMode &= ~OfOthers;
        }
    }

    /// <summary>The same for a folder of keys. One that was named elsewhere is left as it is: there the key file's own rights are
    /// checked.</summary>
    internal static void EnsureForKeys(string path, string dataDirectory)
    {
        if (!Directory.Exists(path) || Path.GetFullPath(path) == Path.GetFullPath(Path.Combine(dataDirectory, "keys")))
        {
            Ensure(path, "portal.keys.json", "Storage:KeyFile");
        }
    }

    /// <summary>The same by access lists: inherited entries go, the portal's account, the system and the administrators stay.</summary>
    /// <remarks>Not tested: the tests run on Linux.</remarks>
    [SupportedOSPlatform("windows")]
    private static void EnsureOnWindows(DirectoryInfo folder)
    {
        using var me = WindowsIdentity.GetCurrent();
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        SecurityIdentifier[] allowed =
        [
            me.User!,
            new(WellKnownSidType.LocalSystemSid, null),
            new(WellKnownSidType.BuiltinAdministratorsSid, null),
        ];
        foreach (var account in allowed)
        {
            security.AddAccessRule(
                new FileSystemAccessRule(
                    account,
                    FileSystemRights.FullControl,
                    InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit,
                    PropagationFlags.None,
                    AccessControlType.Allow
                )
            );
        }

        if (folder.Exists)
        {
            folder.SetAccessControl(security);
        }
        else
        {
            folder.Create(security);
        }
    }

    /// <summary>A name in a folder survives a power cut only when the folder was flushed as well.</summary>
    internal static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // .NET opens no folders.
        var handle = OpenToRead(folder, 0);
        var flushed = handle >= 0 && FlushHandle(handle) == 0;
        if (handle >= 0)
        {
            _ = Close(handle);
        }

        if (!flushed)
        {
            throw new IOException("The folder could not be flushed to the disk.");
        }
    }

    [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenToRead(string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int FlushHandle(int handle);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
