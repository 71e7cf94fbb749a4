package org.ltet.portal.schemes.web;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.schemes.SchemeDefinition;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.ApplicantDirectory;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.web.HomePanel;
import org.ltet.portal.web.Viewer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** On a member's home page: the schemes open to the family. */
@Component
class SchemesPanel implements HomePanel {

    private final Schemes schemes;
    private final SchemeList schemeList;
    private final CurrentUser currentUser;
    private final ObjectProvider<ApplicantDirectory> directory;
    private final Clock clock;

    SchemesPanel(
            Schemes schemes,
            SchemeList schemeList,
            CurrentUser currentUser,
            ObjectProvider<ApplicantDirectory> directory,
            Clock clock) {
        this.schemes = schemes;
        this.schemeList = schemeList;
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
        return people == null ? Optional.empty() : people.of(currentUser.get()).map(found -> content(open(found)));
    }

    private List<SchemeDefinition> open(Applicants applicants) {
        Set<String> codes = schemeList.of(Optional.of(applicants), Locale.ENGLISH).stream()
                .filter(ListedScheme::open)
                .map(ListedScheme::code)
                .collect(Collectors.toSet());
        return schemes.current(IndiaTime.today(clock)).stream()
                .map(SchemeVersion::definition)
                .filter(definition -> codes.contains(definition.code()))
                .toList();
    }

    private static Content content(List<SchemeDefinition> open) {
        return new Content("schemes/panel", Map.of("open", open));
    }
}
