using Microsoft.AspNetCore.Http.Features;
using SupportCenter.Domain.Reports;

namespace SupportCenter.Portal.Reports;

/// <summary>Says of an endpoint that it makes a workbook: whatever checks workbooks finds it by this.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class MakesWorkbookAttribute : Attribute;

/// <summary>The one way in which a workbook is answered.</summary>
internal static class WorkbookAnswer
{
    /// <summary>Says that the endpoint makes workbooks.</summary>
    public static TBuilder MakesWorkbook<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new MakesWorkbookAttribute());

    /// <summary>Sends a workbook as a file that the browser keeps.</summary>
    /// <param name="http">The request of an endpoint that says that it makes workbooks.</param>
    /// <param name="fileName">The name of the file with its ending.</param>
    /// <param name="write">Writes it.</param>
    /// <exception cref="InvalidOperationException">The endpoint does not say so: nobody would have looked at its workbooks.</exception>
    public static Task SendAsync(HttpContext http, string fileName, Func<Stream, Task> write)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<MakesWorkbookAttribute>() is null)
        {
            throw new InvalidOperationException("An endpoint that makes workbooks has to say so.");
        }

        http.Response.ContentType = DataWorkbook.MediaType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
        // The ZIP is closed synchronously; nothing but this answer is.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return write(http.Response.Body);
    }
}
