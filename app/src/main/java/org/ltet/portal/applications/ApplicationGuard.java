package org.ltet.portal.applications;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.ltet.portal.applications.spi.AddedApprovers;
import org.ltet.portal.applications.spi.StandIns;
import org.ltet.portal.identity.Role;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.ltet.portal.shared.Refused;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Who may see and who may act on one application; every use case passes here (ACC-5). To everybody else the
 * application does not exist.
 */
@Component
class ApplicationGuard {

    private static final Set<Role> READERS = EnumSet.of(
            Role.SCRUTINY_OFFICER,
            Role.SUB_PANEL_MEMBER,
            Role.APEX_PANEL_MEMBER,
            Role.ACCOUNTS_OFFICER,
            Role.ACCOUNTS_APPROVER,
            Role.HEAD,
            Role.HELPDESK_AGENT);

    /** Only who reviews stands in for a reviewer. */
    private static final Role[] REVIEWERS = {Role.SCRUTINY_OFFICER, Role.SUB_PANEL_MEMBER, Role.APEX_PANEL_MEMBER};

    private final People people;
    private final Stages stages;
    private final StandIns standIns;
    private final AddedApprovers addedApprovers;

    ApplicationGuard(People people, Stages stages, StandIns standIns, AddedApprovers addedApprovers) {
        this.people = people;
        this.stages = stages;
        this.standIns = standIns;
        this.addedApprovers = addedApprovers;
    }

    /** The member, who signs in with the member's number; likewise the nominee of a member who died. */
    static boolean isMember(Application app, User user) {
        return user.has(Role.MEMBER) && app.employeeNumber.equals(user.employeeNumber());
    }

    boolean mayRead(Application app, User user) {
        return readableBy(user).test(app);
    }

    /** For many applications at once: in whose place the user works is asked once. */
    Predicate<Application> readableBy(User user) {
        SingletonSupplier<List<StandIns.Place>> places =
                SingletonSupplier.of(() -> user.hasAny(REVIEWERS) ? standIns.places(user) : List.of());
        SingletonSupplier<Set<UUID>> asked =
                SingletonSupplier.of(() -> user.hasAny(REVIEWERS) ? addedApprovers.askedOf(user) : Set.of());
        return app -> isMember(app, user)
                || user.isSystem()
                || READERS.stream().anyMatch(role -> reaches(role, app) && covers(user, role, app))
                || places.obtain().stream()
                        .anyMatch(place ->
                                reaches(place.role(), app) && place.scope().covers(app.ic, app.region, app.schemeCode))
                || asked.obtain().contains(app.id);
    }

    /** @throws Refused not found for everyone who may not even know of it */
    void read(Application app, User user) {
        if (!mayRead(app, user)) {
            throw Refused.notFound("application");
        }
    }

    /** Who acts as the member of this application. */
    static Actor member(Application app, User user) {
        if (!isMember(app, user)) {
            throw Refused.notFound("application");
        }
        return Actor.member(user);
    }

    /**
     * Who acts at this level; remembered, because nobody acts at two stages of one application. Who stands in for a
     * colleague has the colleague's authority and no more, and whatever bars one of the two bars both.
     */
    Actor reviewer(Application app, ReviewLevel level, User user) {
        read(app, user);
        Optional<User> absent = standIns.absent(app.id, user);
        Role role = Role.valueOf(level.role().name());
        if (!covers(absent.orElse(user), role, app)) {
            throw Refused.forbidden("applications.notYourLevel", level.name());
        }
        requireStranger(app, user);
        stages.claim(List.of(app.id), Stages.Stage.of(level), user);
        Actor actor = Actor.as(user, level.role());
        if (absent.isEmpty()) {
            return actor;
        }
        try {
            requireStranger(app, absent.get());
            stages.claim(List.of(app.id), Stages.Stage.of(level), absent.get());
        } catch (Refused refused) {
            throw Refused.forbidden("applications.absentMayNot", absent.get().displayName());
        }
        return actor.inPlaceOf(absent.get());
    }

    boolean mayKeepOriginals(Application app, User user) {
        return OriginalsRegister.KEEPERS.stream().anyMatch(role -> reaches(role, app) && covers(user, role, app));
    }

    /**
     * Who receives, keeps and sends back the original papers of this application.
     *
     * @throws Refused not found for everybody else; forbidden when it is the user's own, or a relative's
     */
    void keepsOriginals(Application app, User user) {
        if (!mayKeepOriginals(app, user)) {
            throw Refused.notFound("originals");
        }
        requireStranger(app, user);
    }

    /**
     * Who acts for accounts: in the role in which the user acted on it before, else in the first of the given roles that
     * the user has; a job acts as the system.
     */
    Actor accounts(Application app, User user, Role... roles) {
        if (user.isSystem()) {
            return Actor.system(user.employeeNumber());
        }
        read(app, user);
        Stages.Stage acted = stages.of(List.of(app.id), user).get(app.id);
        List<Role> covering =
                Arrays.stream(roles).filter(role -> covers(user, role, app)).toList();
        Role role = covering.stream()
                .filter(held -> Stages.Stage.of(held) == acted)
                .findFirst()
                .or(() -> covering.stream().findFirst())
                .orElseThrow(() -> Refused.forbidden("applications.notYourRole"));
        requireStranger(app, user);
        stages.claim(List.of(app.id), Stages.Stage.of(role), user);
        return Actor.as(user, ActingRole.valueOf(role.name()));
    }

    /** @throws Refused forbidden when it is the user's own, or that of somebody who belongs to the user */
    void requireStranger(Application app, User user) {
        if (app.employeeNumber.equals(user.employeeNumber()) || people.related(app.memberId, user.employeeNumber())) {
            throw Refused.forbidden("applications.ownOrRelative");
        }
    }

    private static boolean covers(User user, Role role, Application app) {
        return user.has(role, app.ic, app.region, app.schemeCode);
    }

    /** Drafts are the member's alone; a panel sees what reached it, accounts what was granted. */
    private static boolean reaches(Role role, Application app) {
        if (app.number == null) {
            return false;
        }
        ReviewLevel highest = app.highestLevel;
        return switch (role) {
            case SCRUTINY_OFFICER, HEAD, HELPDESK_AGENT -> true;
            case SUB_PANEL_MEMBER -> highest != null && highest != ReviewLevel.SCRUTINY;
            case APEX_PANEL_MEMBER -> highest == ReviewLevel.APEX_PANEL;
            case ACCOUNTS_OFFICER, ACCOUNTS_APPROVER -> app.state().sanctioned() || app.voucherNumber != null;
            case MEMBER, TRUST_ADMIN, SYSTEM_ADMIN -> false;
        };
    }
}
