package io.photosync.ops;

import java.util.Optional;
import java.util.function.Function;

/**
 * The purpose of a token issued by Entra. ID tokens carry the same issuer, audience and roles as the access tokens that
 * an app registration gets for itself; they tell a page who has signed in, and must not authorize requests, since every
 * page of the registration receives them.
 *
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference">claims of access
 *     tokens</a>
 * @see <a href="https://learn.microsoft.com/entra/identity-platform/id-token-claims-reference">claims of ID tokens</a>
 */
enum TokenKind {
    /** Of a user who signed in to a program that acts on the user's behalf. */
    USER_ACCESS,
    /** Of a program that acts on its own behalf. */
    APP_ACCESS,
    ID;

    /** @param claim returns the claim's value, null when absent */
    static TokenKind of(Function<String, Object> claim) {
        if (present(claim, "nonce")) {
            return ID;
        }
        if (present(claim, "scp")) {
            return USER_ACCESS;
        }
        boolean namesProgram = present(claim, "azp") || present(claim, "appid");
        // Entra writes idtyp only where the registration asks for it; a program's subject is its own object id.
        boolean ofProgram = text(claim, "idtyp")
                .map("app"::equals)
                .orElseGet(() -> present(claim, "oid") && text(claim, "oid").equals(text(claim, "sub")));
        return namesProgram && ofProgram ? APP_ACCESS : ID;
    }

    private static boolean present(Function<String, Object> claim, String name) {
        return text(claim, name).isPresent();
    }

    private static Optional<String> text(Function<String, Object> claim, String name) {
        return Optional.ofNullable(claim.apply(name)).map(Object::toString).filter(text -> !text.isBlank());
    }
}
