package org.ltet.portal.schemes.web;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.schemes.Prospect;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.ApplicantDirectory;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Viewer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** On a member's home page: the schemes open to the family. */
@Component
class SchemesPanel implements HomePanel {

    private final Schemes schemes;
    private final CurrentUser currentUser;
    private final ObjectProvider<ApplicantDirectory> directory;
    private final Clock clock;

    SchemesPanel(Schemes schemes, CurrentUser currentUser, ObjectProvider<ApplicantDirectory> directory, Clock clock) {
        this.schemes = schemes;
        this.currentUser = currentUser;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Optional<Content> content(Viewer viewer) {
        ApplicantDirectory people = directory.getIfAvailable();
        return people == null
                ? Optional.empty()
                : people.of(currentUser.get())
                        .map(found -> content(
                                schemes
                                        .prospects(found.member(), found.beneficiaries(), IndiaTime.today(clock))
                                        .stream()
                                        .filter(Prospect::open)
                                        .map(prospect -> prospect.version().definition())
                                        .toList()));
    }

    private static Content content(List<SchemeDefinition> open) {
        return new Content("schemes/panel", Map.of("open", open));
    }
}
