package org.ltet.portal.schemes.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.schemes.SchemeTexts;
import org.ltet.portal.schemes.SchemeVersion;
import org.ltet.portal.schemes.Schemes;
import org.ltet.portal.schemes.spi.ApplicantDirectory;
import org.ltet.portal.schemes.spi.Applicants;
import org.ltet.portal.schemes.spi.UtilisationReader;
import org.ltet.portal.shared.IndiaTime;
import org.ltet.portal.web.Page;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Finding a scheme: what I can apply for and why, what not and why not, and one scheme in full (SCH-1 to SCH-4). */
@Controller
@AllowSignedIn
class SchemesController {

    private final Schemes schemes;
    private final SchemeTexts texts;
    private final SchemeList schemeList;
    private final CurrentUser currentUser;
    private final Supplier<Optional<ApplicantDirectory>> directory;
    private final ObjectProvider<UtilisationReader> utilisation;
    private final Clock clock;

    SchemesController(
            Schemes schemes,
            SchemeTexts texts,
            SchemeList schemeList,
            CurrentUser currentUser,
            ObjectProvider<ApplicantDirectory> directory,
            ObjectProvider<UtilisationReader> utilisation,
            Clock clock) {
        this.schemes = schemes;
        this.texts = texts;
        this.schemeList = schemeList;
        this.currentUser = currentUser;
        this.directory = SingletonSupplier.of(() -> Optional.ofNullable(directory.getIfAvailable()));
        this.utilisation = utilisation;
        this.clock = clock;
    }

    @GetMapping("/schemes")
    ModelAndView list(
            Page page, @RequestParam(defaultValue = "") String category, @RequestParam(defaultValue = "") String q) {
        SchemeFilter filter = SchemeFilter.of(category, q);
        Optional<Applicants> applicants = applicants();
        List<ListedScheme> listed = schemeList.of(applicants, page.locale()).stream()
                .filter(filter::shows)
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("filter", filter);
        model.put("member", applicants.isPresent());
        model.put("open", listed.stream().filter(ListedScheme::open).toList());
        model.put("closed", listed.stream().filter(scheme -> !scheme.open()).toList());
        return new ModelAndView(page.part() ? "schemes/results" : "schemes/list", model);
    }

    @GetMapping("/schemes/{code}")
    ModelAndView scheme(Page page, @PathVariable String code) {
        SchemeVersion version = schemes.current(code);
        LocalDate today = IndiaTime.today(clock);
        Map<String, Object> model = new HashMap<>();
        model.put("page", page);
        model.put("scheme", schemeList.page(version, page.locale()));
        model.put(
                "mine",
                applicants()
                        .map(found -> MyScheme.of(
                                schemes.prospect(version, found.member(), found.beneficiaries(), today),
                                found.member(),
                                today,
                                schemes,
                                utilisation.getIfAvailable(),
                                texts,
                                page.locale()))
                        .orElse(MyScheme.NONE));
        return new ModelAndView("schemes/scheme", model);
    }

    private Optional<Applicants> applicants() {
        return directory.get().flatMap(people -> people.of(currentUser.get()));
    }
}
