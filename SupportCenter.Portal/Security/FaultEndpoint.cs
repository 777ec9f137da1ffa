using Microsoft.AspNetCore.Diagnostics;
using SupportCenter.Domain.Access;
using SupportCenter.Portal.Components;

namespace SupportCenter.Portal.Security;

/// <summary>What a request gets when something failed: what is refused looks like what is missing; anything else a reference number that
/// is in the log, and nothing of the fault itself (ASVS 16.5.1).</summary>
internal static class FaultEndpoint
{
    public static void Handle(IApplicationBuilder app) =>
        app.Run(async context =>
        {
            var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
            if (fault is FreshSignInRequiredException && HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.Redirect(PortalUrls.SignInFor(context.Request.Path + context.Request.QueryString, again: true));
                return;
            }

            if (fault is AccessRefusedException)
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            if (fault is BadHttpRequestException bad)
            {
                context.Response.StatusCode = bad.StatusCode;
                return;
            }

            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(nameof(FaultEndpoint));
            var reference = fault is null ? "-" : FaultLog.Record(logger, fault);
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync($"{ComponentTexts.FaultPageSentence}\n{Filled(ComponentTexts.FaultReference, reference)}\n");
        });
}
