package io.photosync.sandbox.entra;

import io.photosync.sandbox.http.Response;
import io.photosync.sandbox.people.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Entra's pages for users: plain HTML, without script. */
final class AccountPage {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>%1$s</title>
            <link rel="icon" href="data:,"></head>
            <body>
            <h1>%1$s</h1>
            %2$s
            </body>
            </html>
            """;

    private AccountPage() {}

    /** @param carried the request's parameters, which come back with the choice */
    static Response choice(Map<String, String> carried) {
        String hidden = carried.entrySet().stream()
                .map(parameter -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(escaped(parameter.getKey()), escaped(parameter.getValue())))
                .collect(Collectors.joining("\n"));
        String accounts = Account.ALL.stream()
                .map(account -> "<p><button name=\"account\" value=\"%s\">%s</button> %s, %s</p>"
                        .formatted(
                                account.objectId(),
                                escaped(account.displayName()),
                                escaped(account.name()),
                                account.roles().isEmpty() ? "no role" : String.join(", ", account.roles())))
                .collect(Collectors.joining("\n"));
        return page(200, "Pick an account", """
                <form method="post" action="/%s/login">
                %s
                %s
                <p><button name="cancel" value="yes">Cancel</button></p>
                </form>""".formatted(Tenant.ID, hidden, accounts));
    }

    static Response refused(Refusal refusal) {
        return page(400, "Sorry, but we're having trouble signing you in.", paragraph(refusal.getMessage()));
    }

    static Response signedOut() {
        return page(200, "You signed out of your account", paragraph("It's a good idea to close all browser windows."));
    }

    private static String paragraph(String text) {
        return "<p>" + escaped(text) + "</p>";
    }

    private static Response page(int status, String title, String body) {
        byte[] html = PAGE.formatted(title, body).getBytes(StandardCharsets.UTF_8);
        return Response.of(status, "text/html; charset=utf-8", html)
                .with("Cache-Control", "no-store, no-cache")
                .with("X-Frame-Options", "DENY");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
