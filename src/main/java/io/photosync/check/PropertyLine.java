package io.photosync.check;

import io.photosync.call.Failure;
import io.photosync.call.MicrosoftCallException;
import io.photosync.sharepoint.ProfileProperty;
import io.photosync.sharepoint.ProfileRefusal;
import java.util.Map;

/** Checks whether the picture property may be edited, by a write to a non-existent profile, which changes nothing. */
final class PropertyLine implements Check {
    private static final String NO_USER = "photosync-check@invalid";

    private final Tenant tenant;

    PropertyLine(Tenant tenant) {
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "picture property";
    }

    @Override
    public Line run() throws MicrosoftCallException, InterruptedException {
        try {
            tenant.sharePoint
                    .profiles()
                    .write(
                            NO_USER,
                            Map.of(ProfileProperty.PLACEHOLDER_STATE, ProfileProperty.PICTURE_SHOWN),
                            tenant.callContext());
            return unclear("a write to a non-existent profile was answered as if the profile existed");
        } catch (MicrosoftCallException failed) {
            Failure failure = failed.failure();
            if (failure.code().equals(ProfileRefusal.PROFILE_NOT_FOUND)) {
                return Line.works(
                        name(), "a write to a non-existent profile is refused only because the profile does not exist");
            }
            if (failure.kind() == Failure.Kind.REFUSED && !isTenantSetting(failure)) {
                return unclear(
                        "a write to a non-existent profile is refused: " + failure.code() + ": " + failure.detail());
            }
            throw failed;
        }
    }

    private static boolean isTenantSetting(Failure failure) {
        return failure.code().equals(ProfileRefusal.PROPERTY_NOT_EDITABLE)
                || failure.code().equals(ProfileRefusal.PROPERTY_NOT_FOUND);
    }

    private Line unclear(String says) {
        return Line.unclear(name(), says, "Find out with a test user: check --write-as UPN.");
    }
}
