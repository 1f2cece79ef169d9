package io.photosync.identity;

import java.time.Clock;

/** As whom and by which way Microsoft is asked, for those who ask without the running service. */
public record MicrosoftAccess(Tokens tokens, TrustedAuthorities authorities, OutgoingProxy proxy) {

    /** Asks nothing yet. */
    public static MicrosoftAccess of(IdentitySettings settings, Clock clock) {
        TrustedAuthorities authorities = new TrustedAuthorities(settings);
        return new MicrosoftAccess(new Tokens(settings, authorities, clock), authorities, new OutgoingProxy(settings));
    }
}
