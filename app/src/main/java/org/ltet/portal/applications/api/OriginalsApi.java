package org.ltet.portal.applications.api;

import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ltet.portal.applications.Applications;
import org.ltet.portal.applications.Original;
import org.ltet.portal.applications.OriginalsDesk;
import org.ltet.portal.applications.OriginalsLetter;
import org.ltet.portal.applications.OriginalsRegister;
import org.ltet.portal.identity.Allow;
import org.ltet.portal.identity.AllowSignedIn;
import org.ltet.portal.identity.ApiScope;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.InScope;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.shared.Refused;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Original papers: of one application, and the register of all of them (REV-4). */
@RestController
@Allow({Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER, Role.HELPDESK_AGENT})
class OriginalsApi {

    private final OriginalsDesk desk;
    private final OriginalsRegister register;
    private final Applications applications;
    private final CurrentUser currentUser;

    OriginalsApi(OriginalsDesk desk, OriginalsRegister register, Applications applications, CurrentUser currentUser) {
        this.desk = desk;
        this.register = register;
        this.applications = applications;
        this.currentUser = currentUser;
    }

    /**
     * @param letter where the register found a number
     * @param next send it as "after" for the following page; absent on the last one
     */
    record RegisterJson(
            @Nullable OriginalsLetter letter,
            List<OriginalsRegister.Row> items,
            @Nullable UUID next) {}

    /**
     * @param papers positions within the letter
     * @param further name of a paper that came with them and was not asked for
     */
    record Arrival(
            @Nullable List<Integer> papers,
            @Nullable String further,
            @Nullable LocalDate on,
            @Nullable String location) {}

    record NewPlace(
            @Nullable List<Integer> papers, @Nullable String location) {}

    /**
     * @param mode REGISTERED_POST, COURIER, IN_PERSON or OFFICE
     * @param reference number of the consignment, or who took them
     */
    record Return(
            @Nullable List<Integer> papers,
            @Nullable LocalDate on,
            @Nullable String mode,
            @Nullable String reference) {}

    /** What was asked for on one application; a member sees neither names nor places. */
    @AllowSignedIn
    @InScope(ApiScope.APPLICATIONS_READ)
    @Operation(summary = "The original papers asked for on an application")
    @GetMapping("/api/v1/applications/{id}/originals")
    List<OriginalsLetter> of(@PathVariable UUID id) {
        User user = currentUser.get();
        return register.of(applications.get(id, user).id(), user);
    }

    /**
     * The register, the oldest letters first.
     *
     * @param part AWAITED, HERE or TO_RETURN
     * @param number of a covering letter, as scanned: that one only
     */
    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "The register of original papers, or the letter of a number")
    @GetMapping("/api/v1/originals")
    RegisterJson register(
            @RequestParam(defaultValue = "AWAITED") String part,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(defaultValue = "50") int limit) {
        User user = currentUser.get();
        if (number != null) {
            if (!OriginalsDesk.isNumber(number)) {
                throw Refused.invalidField("number", "applications.originals.typing");
            }
            OriginalsLetter letter = desk.find(number, user).orElseThrow(() -> Refused.notFound("originals"));
            return new RegisterJson(letter, List.of(), null);
        }
        OriginalsRegister.Part shown = Arrays.stream(OriginalsRegister.Part.values())
                .filter(one -> one.name().equals(part))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField("part", "applications.originals.partUnknown"));
        OriginalsRegister.RegisterPage page = register.page(shown, after, limit, user);
        return new RegisterJson(null, page.rows(), page.next());
    }

    @InScope(ApiScope.REVIEW_READ)
    @Operation(summary = "One letter that asked for original papers")
    @GetMapping("/api/v1/originals/{id}")
    OriginalsLetter one(@PathVariable UUID id) {
        return desk.get(id, currentUser.get());
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Registers that original papers arrived, and where they lie")
    @PostMapping("/api/v1/originals/{id}/arrivals")
    OriginalsLetter arrived(@PathVariable UUID id, @RequestBody Arrival arrival) {
        User user = currentUser.get();
        desk.get(id, user);
        return desk.arrived(
                id,
                positions(arrival.papers()),
                text(arrival.further()),
                day("on", arrival.on()),
                text(arrival.location()),
                user);
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Registers that original papers lie elsewhere now")
    @PostMapping("/api/v1/originals/{id}/location")
    OriginalsLetter moved(@PathVariable UUID id, @RequestBody NewPlace place) {
        return desk.moved(id, positions(place.papers()), text(place.location()), currentUser.get());
    }

    @InScope(ApiScope.REVIEW_DECIDE)
    @Operation(summary = "Registers that original papers were sent back")
    @PostMapping("/api/v1/originals/{id}/returns")
    OriginalsLetter returned(@PathVariable UUID id, @RequestBody Return input) {
        User user = currentUser.get();
        desk.get(id, user);
        Original.ReturnMode mode = Arrays.stream(Original.ReturnMode.values())
                .filter(one -> one.name().equals(input.mode()))
                .findFirst()
                .orElseThrow(() -> Refused.invalidField("mode", "applications.originals.modeUnknown"));
        return desk.returned(
                id, positions(input.papers()), day("returnedOn", input.on()), mode, text(input.reference()), user);
    }

    private static Set<Integer> positions(@Nullable List<Integer> papers) {
        return papers == null ? new TreeSet<>() : new TreeSet<>(papers);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static LocalDate day(String field, @Nullable LocalDate day) {
        if (day == null) {
            throw Refused.invalidField(field, "applications.originals.dayMissing");
        }
        return day;
    }
}
