package org.ltet.portal.demo;

import org.ltet.portal.identity.Accounts;
import org.ltet.portal.identity.AuthenticatorApp;
import org.ltet.portal.identity.CurrentUser;
import org.ltet.portal.identity.SecondFactors;
import org.ltet.portal.identity.User;
import org.ltet.portal.people.People;
import org.ltet.portal.people.SynchroniseHrms;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Brings in the members from the HRMS simulator and opens the demonstration accounts, once. */
@Component
@Profile("demo")
@Order(100)
class DemonstrationData implements ApplicationRunner {

    private static final Logger LOG = LoggerFactory.getLogger(DemonstrationData.class);

    private final SynchroniseHrms hrms;
    private final People people;
    private final Accounts accounts;
    private final SampleApplications samples;
    private final SampleSettings settings;
    private final CurrentUser currentUser;
    private final SecondFactors factors;
    private final AuthenticatorApp app;
    private final String password;

    DemonstrationData(
            SynchroniseHrms hrms,
            People people,
            Accounts accounts,
            SampleApplications samples,
            SampleSettings settings,
            CurrentUser currentUser,
            SecondFactors factors,
            AuthenticatorApp app,
            @Value("${portal.demo.password}") String password) {
        this.hrms = hrms;
        this.people = people;
        this.accounts = accounts;
        this.samples = samples;
        this.settings = settings;
        this.currentUser = currentUser;
        this.factors = factors;
        this.app = app;
        this.password = password;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        currentUser.runAs(User.system("demonstration"), this::prepare);
    }

    private void prepare() {
        if (people.byEmployeeNumber(Personas.ALL.getFirst().number()).isEmpty()) {
            LOG.info("Members came in from HRMS: {}", hrms.full());
        }
        for (Personas.Persona persona : Personas.ALL) {
            if (accounts.byEmployeeNumber(persona.number()).isEmpty()) {
                accounts.open(persona.account(password));
            }
            accounts.user(persona.number()).ifPresent(this::giveApp);
        }
        settings.make(
                accounts.user(Personas.TRUST_ADMIN).orElseThrow(),
                accounts.user(Personas.HEAD).orElseThrow());
        samples.make(accounts.user(Personas.SCRUTINY_OFFICER).orElseThrow());
    }

    /** Staff of the demonstration have an authenticator app whose secret everybody knows. */
    private void giveApp(User user) {
        if (SecondFactors.isMandatoryFor(user) && !factors.has(user.accountId())) {
            app.takeOver(user.accountId(), Personas.appSecret(user.employeeNumber()));
        }
    }
}
