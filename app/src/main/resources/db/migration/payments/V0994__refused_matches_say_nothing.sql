-- What was refused or taken back settles nothing: whatever it said, it may end.
drop trigger proposal_says_so on payments.match_proposal;
create constraint trigger proposal_says_so after insert or update on payments.match_proposal
    deferrable initially deferred for each row when (new.state in ('PROPOSED', 'CONFIRMED'))
    execute function payments.check_match_says_so();
