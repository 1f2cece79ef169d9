package io.photosync.identity;

import java.time.Clock;

/** Identity and network access to Microsoft, for code outside the running service. */
public record MicrosoftAccess(Tokens tokens, TrustedAuthorities authorities, OutgoingProxy proxy) {

    /** Sends no request yet. */
    public static MicrosoftAccess of(IdentitySettings settings, Clock clock) {
        TrustedAuthorities authorities = new TrustedAuthorities(settings);
        return new MicrosoftAccess(new Tokens(settings, authorities, clock), authorities, new OutgoingProxy(settings));
    }
}
