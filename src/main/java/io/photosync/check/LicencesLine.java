package io.photosync.check;

import io.photosync.budget.BudgetSettings;
import io.photosync.budget.CallFailed;
import io.photosync.budget.LicenceBand;
import io.photosync.check.SampleUsers.People;

/** Whether the number of licences that the limits follow from fits the people there are. The licences themselves may not be read. */
final class LicencesLine implements Check {
    private final SampleUsers sample;
    private final Tenant tenant;

    LicencesLine(SampleUsers sample, Tenant tenant) {
        this.sample = sample;
        this.tenant = tenant;
    }

    @Override
    public String name() {
        return "licences";
    }

    @Override
    public Line look() throws CallFailed, InterruptedException {
        int set = tenant.config
                .getConfigMapping(BudgetSettings.class)
                .sharepoint()
                .licences();
        People people = sample.people();
        String says = "photosync.sharepoint.licences is %d, and there are %s%d members with enabled accounts"
                .formatted(
                        set, people.more() ? "more than " : "", people.members().size());
        return LicenceBand.of(set).compareTo(LicenceBand.of(people.members().size())) < 0
                ? Line.untold(
                        name(),
                        says,
                        "Set it to the number of licences that the tenant has bought: Microsoft then allows more requests.")
                : Line.works(name(), says);
    }
}
