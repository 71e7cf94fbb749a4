package org.ltet.portal.applications;

import java.util.UUID;

/** Something that happened to a submitted application; published inside the transaction of the change. */
public sealed interface ApplicationEvent
        permits ApplicationSubmitted,
                ApplicationTaken,
                ApplicationForwarded,
                ApplicationReturnedToLevel,
                ApplicationAmountChanged,
                ApplicationSentBack,
                ApplicationAnswerDue,
                ApplicationResubmitted,
                ApplicationApproved,
                ApplicationRejected,
                ApplicationWithdrawn,
                ApplicationLapsed,
                ApplicationUnderFinance,
                ApplicationReturnedToScrutiny,
                ApplicationDisbursed,
                ApplicationPaymentReturned,
                ApplicationPaymentCancelled {

    UUID applicationId();

    String number();

    /** The member's number, not that of the person who acted. */
    String employeeNumber();

    String schemeCode();
}
