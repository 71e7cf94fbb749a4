-- A filter that is kept may narrow by risk, and put the highest risk first.
alter table review.saved_filter
    add column risk       text check (risk in ('LOW', 'MEDIUM', 'HIGH')),
    add column sort_order text check (sort_order in ('RISK'));
