using Microsoft.AspNetCore.Authorization;

namespace SupportCenter.Portal.Security;

/// <summary>Whoever asks for the headers alone of what everybody may read gets them (RFC 9110, 9.3.2): pages of the framework and simple
/// addresses would answer GET only. What nobody may read without a sign-in stays as it is.</summary>
internal static class HeadAnswers
{
    /// <summary>To be applied when everything else has been said of the endpoints.</summary>
    public static void AnswerHead(EndpointBuilder endpoint)
    {
        if (
            endpoint.Metadata.OfType<IAllowAnonymous>().Any()
            && endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { } methods
            && methods.HttpMethods.Contains(HttpMethods.Get)
            && !methods.HttpMethods.Contains(HttpMethods.Head)
        )
        {
            endpoint.Metadata.Remove(methods);
            endpoint.Metadata.Add(new HttpMethodMetadata([.. methods.HttpMethods, HttpMethods.Head]));
        }
    }
}
