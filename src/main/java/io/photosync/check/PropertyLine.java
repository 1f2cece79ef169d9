package io.photosync.check;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.sharepoint.ProfileProperty;
import io.photosync.sharepoint.ProfileRefusal;
import java.util.Map;

/** Whether the picture property may be edited: a write to a profile that nobody has, which changes nothing. */
final class PropertyLine implements Check {
    private static final String NOBODY = "photosync-check@invalid";

    private final Tenant tenant;

    PropertyLine(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "picture property";
    }

    @Override
    public Line look() throws MicrosoftCallException, InterruptedException {
        try {
            tenant.sharePoint.profiles().write(NOBODY, Map.of(ProfileProperty.PLACEHOLDER_STATE, "0"), tenant.ask());
            return unclear("a write to a profile that nobody has was answered as if it had one");
        } catch (MicrosoftCallException failed) {
            Failure failure = failed.failure();
            if (failure.code().equals(ProfileRefusal.PROFILE_NOT_FOUND)) {
                return Line.works(
                        name(), "a write to a profile that nobody has is refused for want of the profile alone");
            }
            if (failure.kind() == Failure.Kind.REFUSED && !isTheTenants(failure)) {
                return unclear(
                        "a write to a profile that nobody has is refused: " + failure.code() + ": " + failure.detail());
            }
            throw failed;
        }
    }

    private static boolean isTheTenants(Failure failure) {
        return failure.code().equals(ProfileRefusal.PROPERTY_NOT_EDITABLE)
                || failure.code().equals(ProfileRefusal.PROPERTY_NOT_FOUND);
    }

    private Line unclear(String says) {
        return Line.untold(name(), says, "Let a test user settle it: check --write-as UPN.");
    }
}
