package io.photosync.breaker;

import io.photosync.call.MicrosoftService;

/** The probe of a service, registered when photo sync starts. */
public interface ServiceProbe extends Probe {
    MicrosoftService service();
}
