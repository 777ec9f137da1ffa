// A certified OpenID Connect provider (npm oidc-provider) that speaks to a portal under test as Entra ID does, or, without a tenant,
// as a provider on premises: other address, no tid and oid, groups in place of roles.
// node provider.mjs '{"tenant":…,"client":{"id":…,"secret":…},"portal":"https://…","people":[{"oid":…,"name":…,"roles":[…],"amr":[…]}]}'
import { createServer } from "node:http";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { Provider } from "oidc-provider";

const told = JSON.parse(process.argv[2]);
const prefix = told.tenant ? `/${told.tenant}/v2.0` : "/adfs";
const people = new Map(told.people.map((person) => [person.oid, person]));
const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey.export({ format: "jwk" });

const server = createServer();
await new Promise((ready) => server.listen(told.port ?? 0, "127.0.0.1", ready));
const origin = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(origin + prefix, {
  clients: [{
    client_id: told.client.id,
    client_secret: told.client.secret,
    token_endpoint_auth_method: "client_secret_post",
    grant_types: ["authorization_code"],
    response_types: ["code"],
    redirect_uris: [`${told.portal}/signin-oidc`],
    post_logout_redirect_uris: [`${told.portal}/signout-callback-oidc`],
    require_auth_time: true,
    // What makes this provider name its session in the token; nobody answers there.
    backchannel_logout_uri: `${origin}/nobody`,
    backchannel_logout_session_required: true,
  }],
  jwks: { keys: [{ ...key, use: "sig", alg: "RS256", kid: randomBytes(8).toString("hex") }] },
  cookies: { keys: [randomBytes(32).toString("hex")] },
  conformIdTokenClaims: false,
  claims: { openid: ["sub", "tid", "oid", "ver", "roles", "groups", "amr"], profile: ["name", "preferred_username"] },
  pkce: { required: () => true },
  features: {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx, form) => {
        const button = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>';
        ctx.body = `<!DOCTYPE html><title>Sign out</title>${form}${button}`;
      },
    },
  },
  interactions: { url: (ctx, interaction) => `/pick/${interaction.uid}` },
  findAccount: (ctx, oid) => people.has(oid) && {
    accountId: oid,
    claims: () => {
      const { name, roles, groups } = people.get(oid);
      if (!told.tenant) return { sub: oid, name, groups };
      return { sub: oid, oid, tid: told.tenant, ver: "2.0", name, preferred_username: `${oid.slice(0, 8)}@example.invalid`, roles };
    },
  },
  loadExistingGrant: async (ctx) => {
    const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope("openid profile");
    await grant.save();
    return grant;
  },
});
provider.on("authorization.success", (ctx) => console.log(JSON.stringify({ sid: ctx.oidc.session.sidFor(told.client.id) })));
const answer = provider.callback();

async function pick(request, response) {
  const { prompt, uid } = await provider.interactionDetails(request, response);
  if (request.method === "POST") {
    let body = "";
    for await (const part of request) body += part;
    const oid = new URLSearchParams(body).get("person");
    await provider.interactionFinished(request, response, { login: { accountId: oid, amr: people.get(oid).amr ?? ["pwd"] } });
    return;
  }
  const buttons = [...people.values()].map(({ oid, name }) => `<button name="person" value="${oid}">${name}</button>`).join("");
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.end(`<!DOCTYPE html><title>${prompt.name}</title><form method="post" action="/pick/${uid}">${buttons}</form>`);
}

server.on("request", (request, response) => {
  if (request.url.startsWith("/pick/")) {
    pick(request, response).catch((fault) => { response.statusCode = 500; response.end(String(fault)); });
  } else if (request.url.startsWith(prefix)) {
    request.originalUrl = request.url;
    request.url = request.url.slice(prefix.length) || "/";
    answer(request, response);
  } else {
    response.statusCode = 404;
    response.end();
  }
});
console.log(JSON.stringify({ listening: origin }));
